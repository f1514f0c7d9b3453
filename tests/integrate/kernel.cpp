#include "quadrille/integrate/kernel.hpp"

#include <bit>
#include <limits>

#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/vector/target.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::integrate {
namespace {

TEST(Kernel, NoPointsGiveNothingButTheLecturesZero) {
  for (const Estimator estimator : all_estimators) {
    Kernel kernel = kernel_of(problem_of("x", estimator, {0}));
    EXPECT_EQ(layout(kernel.problem()).group(0).blocks, 0U);
    const Summary summary = replicate_alone(kernel, 0, 0);
    EXPECT_EQ(summary.estimates.count, estimator == Estimator::spacings ? 1U : 0U);
    EXPECT_EQ(summary.estimates.mean, 0.0);
  }
}

TEST(Kernel, OnePointHasNoSpacingAndNoError) {
  for (const Estimator estimator : all_estimators) {
    Kernel kernel = kernel_of(problem_of("7 + 0*x", estimator, {1}));
    const Summary summary = replicate_alone(kernel, 0, 0);
    EXPECT_EQ(summary.estimates.count, 1U);
    EXPECT_NEAR(summary.estimates.mean, estimator == Estimator::spacings ? 0.0 : 7.0, 1e-14);
    EXPECT_FALSE(summary.has_error);
  }
}

TEST(Kernel, ExchangedBoundsChangeTheSignAndEqualOnesGiveZero) {
  for (const Estimator estimator : all_estimators) {
    Problem problem = problem_of("exp(x)", estimator, {1000});
    problem.from = -1;
    problem.to = 2;
    Kernel forward = kernel_of(problem);
    std::swap(problem.from, problem.to);
    Kernel backward = kernel_of(problem);
    EXPECT_EQ(replicate_alone(forward, 0, 0).estimates.mean, -replicate_alone(backward, 0, 0).estimates.mean);
    problem.to = problem.from;
    problem.formula = "log(-x)";  // not asked
    Kernel empty = kernel_of(problem);
    const Summary summary = replicate_alone(empty, 0, 0);
    EXPECT_EQ(summary.estimates.count, 1U);
    EXPECT_EQ(summary.estimates.mean, 0.0);
    EXPECT_EQ(summary.nan.count, 0U);
  }
}

TEST(Kernel, CutsCoverAllPoints) {
  for (const Estimator estimator : all_estimators) {
    const std::vector<std::uint64_t> sizes = {1, 2, 3, 4095, 4096, 4097, 8191, 8192, 8193, 100'000};
    const work::Layout whole = layout(problem_of("x", estimator, sizes));
    const bool sorted = estimator == Estimator::spacings || estimator == Estimator::trapezoid;
    for (std::uint64_t group = 0; group < sizes.size(); ++group) {
      const work::Group& cut = whole.group(group);
      const double last_points = (cut.last_block_cost - (cut.block_cost - 2 * 4096)) / 2;  // a point costs 2
      EXPECT_EQ(static_cast<double>((cut.blocks - 1) * 4096) + last_points,
                static_cast<double>(sizes[group] + (sorted ? 1 : 0)));
    }
  }
}

// log(x - 1/2) is not a number below 1/2: about half of the points.
TEST(Kernel, CountsWhatIsNotANumber) {
  for (const Estimator estimator : all_estimators) {
    Kernel kernel = kernel_of(problem_of("log(x - 0.5)", estimator, {10'000}));
    const Summary summary = replicate_alone(kernel, 0, 3);
    EXPECT_NE(summary.estimates.mean, summary.estimates.mean);
    EXPECT_NEAR(static_cast<double>(summary.nan.count), 5000, 250) << name(estimator);  // 5 sigma
    EXPECT_EQ(summary.nan.first_replicate, 3U);
    EXPECT_GE(summary.nan.first_x, 0.0);
    EXPECT_LT(summary.nan.first_x, 0.5);
  }
}

void expect_one_nan(double x, const std::string& where) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(std::bit_cast<std::uint64_t>(x), std::bit_cast<std::uint64_t>(nan)) << where;
}

// The sign of a computed NaN differs between processors and targets: here both signs come up.
TEST(Kernel, AnyNaNIsTheSameOne) {
  const std::string formula = "log(x - 0.5) - sqrt(0.3 - x)";
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    for (const Estimator estimator : all_estimators) {
      const std::string where = target + ' ' + std::string(name(estimator));
      Kernel kernel = kernel_of(problem_of(formula, estimator, {10'000}));
      Kernel::Tally tally;
      Partial total;
      for (std::uint64_t b = 0; b < layout(kernel.problem()).group(0).blocks; ++b) {
        const Partial leaf = kernel(work::Block{0, 0, b}, tally);
        expect_one_nan(estimator == Estimator::mean ? leaf.values.mean : leaf.sum, where);
        total.merge(leaf);
        expect_one_nan(estimator == Estimator::mean ? total.values.m2 : total.sum, where);
        if (estimator == Estimator::stratified) {
          expect_one_nan(total.variance, where);
          expect_one_nan(total.roughness.sum, where);
        }
      }
      expect_one_nan(kernel.conclude(0, 0, total).estimates.mean, where);
    }
  }
  vector::choose_target(vector::available_targets().front());
}

// What an estimator does not look at may be anything: f of `spacings` at both ends, and of all at none.
TEST(Kernel, EndsOfTheIntervalDoNotCountWhereTheyAreNotUsed) {
  for (const Estimator estimator :
       {Estimator::spacings, Estimator::midpoint, Estimator::mean, Estimator::stratified}) {
    Kernel kernel = kernel_of(problem_of("log(x*(1-x))", estimator, {1, 2, 9, 5000}));
    for (std::uint64_t group = 0; group < 4; ++group) {
      const Summary summary = replicate_alone(kernel, group, 0);
      EXPECT_EQ(summary.nan.count, 0U);
      EXPECT_LT(summary.estimates.mean, 1.0);
      EXPECT_GT(summary.estimates.mean, -100.0);
    }
  }
}

TEST(Kernel, EveryTargetGivesTheSameBits) {
  for (const Estimator estimator : all_estimators) {
    const Problem problem = problem_of("exp(-x)*sin(10*x) + 1/(1+x^2)", estimator, {1, 9, 4097, 10'000});
    std::vector<double> expected;
    for (const auto& target : vector::available_targets()) {
      vector::choose_target(target);
      Kernel kernel = kernel_of(problem);
      std::vector<double> values;
      for (const Summary& summary : all_alone(kernel)) {
        values.push_back(summary.estimates.mean);
        values.push_back(summary.standard_error);
        values.push_back(summary.freedom);
      }
      if (expected.empty()) expected = values;
      EXPECT_EQ(values, expected) << target << ' ' << name(estimator);
    }
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::integrate
