// Notes are right: on standard errors that hold they are silent, on those that do not they speak. The whole
// measurement is that of scripts/measure-notes.
#include "simulate/measured.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace quadrille::simulate {
namespace {

constexpr int runs = 150;

/// As many of the runs are no more than that part of them, but for one case in a million (a one-sided 4.75
/// standard errors).
double most(double part) { return runs * part + 4.75 * std::sqrt(runs * part * (1 - part)) + 1; }

// An interval that covers some 93 % may go either way: there a trial's own error decides.
TEST(MeasuredNotes, FewFalseAlarmsAndFewSilentMisses) {
  int sound = 0;
  for (const Study& study : studies()) {
    for (const std::uint64_t draws : {10u, 100u, 1000u}) {
      const Rates rates = measure(study, draws, runs);
      SCOPED_TRACE(testing::Message() << study.model << ' ' << draws);
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
}  // namespace quadrille::simulate
