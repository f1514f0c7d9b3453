// Do error bars hold? Nominal 95 % intervals for the integral of exp(x) over [0, 1], 4,000 replicates: the
// coverage that an independent program (NumPy, 40,000 to 200,000 replicates) found, within 4.9 standard
// errors (4,000 replicates: 0.0034), a two-sided false alarm of 1e-6.
#include <cmath>

#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/statistics/student.hpp"

namespace quadrille::integrate {
namespace {

constexpr int replicates = 4000;

double coverage(const char* formula, double exact, Estimator estimator, std::uint64_t n) {
  Problem problem = problem_of(formula, estimator, {n});
  Kernel kernel = kernel_of(problem);
  int covered = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Summary summary = replicate_alone(kernel, 0, r);
    const double reach = statistics::student_quantile(0.975, summary.freedom) * summary.standard_error;
    covered += std::fabs(summary.estimates.mean - exact) <= reach ? 1 : 0;
  }
  return static_cast<double>(covered) / replicates;
}

double bound(double p) { return 4.9 * std::sqrt(p * (1 - p) / replicates); }

TEST(Coverage, MeanHoldsFromThirtyPointsAndClaimsTooMuchBelow) {
  const double exact = std::exp(1.0) - 1;
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::mean, 5), 0.928, bound(0.928));
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::mean, 30), 0.949, bound(0.949));
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::mean, 1000), 0.95, bound(0.95));
}

TEST(Coverage, StratifiedHolds) {
  const double exact = std::exp(1.0) - 1;
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::stratified, 4), 0.964, bound(0.964));
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::stratified, 30), 0.971, bound(0.971));
  EXPECT_NEAR(coverage("exp(x)", exact, Estimator::stratified, 1000), 0.952, bound(0.952));
}

/// Replicates of 1000 points whose interval misses while nothing says that it may.
double silent_misses(const char* formula, double exact) {
  Problem problem = problem_of(formula, Estimator::mean, {1000});
  Kernel kernel = kernel_of(problem);
  int silent = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Summary summary = replicate_alone(kernel, 0, r);
    const double reach = statistics::student_quantile(0.975, summary.freedom) * summary.standard_error;
    const bool misses = std::fabs(summary.estimate() - exact) > reach;
    silent += misses && summary.values.dominance() <= statistics::harmless_dominance ? 1 : 0;
  }
  return static_cast<double>(silent) / replicates;
}

// NumPy, 100,000 replicates each: these intervals cover 94.0, 89.6, 71.1 and 28.5 %.
TEST(Coverage, MeanFailsForPolesAndSaysSo) {
  EXPECT_NEAR(silent_misses("x^-0.3", 1 / 0.7), 0.0533, bound(0.0533));
  EXPECT_NEAR(silent_misses("x^-0.5", 2), 0.0641, bound(0.0641));
  EXPECT_NEAR(silent_misses("x^-0.7", 1 / 0.3), 0.0271, bound(0.0271));
  EXPECT_NEAR(silent_misses("x^-0.9", 10), 0.0023, bound(0.0023));
}

// Where few strata carry the variance intervals do not hold; the notes say so (see notes.cpp).
TEST(Coverage, StratifiedFailsForThePoleAsStated) {
  const double found = coverage("log(x)", -1, Estimator::stratified, 4000);
  EXPECT_GT(found, 0.80);
  EXPECT_LT(found, 0.92);
}

}  // namespace
}  // namespace quadrille::integrate
