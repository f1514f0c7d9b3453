// Notes are right: on intervals that hold they are silent, on those that miss they speak. The whole
// measurement is that of scripts/measure-notes.
#include "integrate/measured.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace quadrille::integrate {
namespace {

constexpr int runs = 150;

/// As many of the runs are no more than that part of them, but for one case in a million (a one-sided 4.75
/// standard errors).
double most(double part) { return runs * part + 4.75 * std::sqrt(runs * part * (1 - part)) + 1; }

// An interval that covers some 93 % may go either way: there a trial's own error decides.
TEST(MeasuredNotes, FewFalseAlarmsAndFewSilentMisses) {
  constexpr struct {
    Estimator estimator;
    std::uint64_t n, repeats;
  } works[] = {{Estimator::mean, 30, 1},
               {Estimator::stratified, 6, 1},
               {Estimator::stratified, 58, 1},
               {Estimator::stratified, 10, 20}};
  int sound = 0;
  for (const Study& study : studies()) {
    for (const auto& [estimator, n, repeats] : works) {
      const Rates rates = measure(study, estimator, n, repeats, runs);
      SCOPED_TRACE(testing::Message()
                   << study.formula << ' ' << name(estimator) << ' ' << n << ' ' << repeats);
      EXPECT_LE(rates.silent_misses, most(0.08));
      if (rates.held >= runs - 4) {  // of an interval that covers 93 %, with a probability of 2 %
        ++sound;
        EXPECT_LE(rates.false_alarms, most(0.02));
      }
    }
  }
  EXPECT_GT(sound, 0);
}

}  // namespace
}  // namespace quadrille::integrate
