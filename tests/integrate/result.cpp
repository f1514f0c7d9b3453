#include "quadrille/integrate/result.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "alone.hpp"

namespace quadrille::integrate {
namespace {

TEST(Result, RowsSayWhatExists) {
  const Result mean = result_alone(problem_of("x", Estimator::mean, {0, 1, 2, 100}));
  EXPECT_FALSE(mean.rows[0].estimate);
  EXPECT_FALSE(mean.rows[0].error);
  EXPECT_TRUE(mean.rows[1].estimate);
  EXPECT_FALSE(mean.rows[1].standard_error);
  EXPECT_TRUE(mean.rows[2].low);
  EXPECT_FALSE(mean.rows[3].bias);
  EXPECT_NEAR(*mean.rows[3].error, *mean.rows[3].estimate - 0.5, 1e-15);
  const Result spacings = result_alone(problem_of("x", Estimator::spacings, {0, 100}));
  EXPECT_EQ(*spacings.rows[0].estimate, 0.0);
  EXPECT_FALSE(spacings.rows[1].standard_error);
  EXPECT_FALSE(spacings.rows[1].low);
}

// t(0.975; 1) = 12.7062, published.
TEST(Result, IntervalsAreStudents) {
  const Result result = result_alone(problem_of("x", Estimator::mean, {2}));
  const Row& row = result.rows[0];
  EXPECT_NEAR((*row.high - *row.low) / 2 / *row.standard_error, 12.7062, 5e-5);
  EXPECT_NEAR((*row.high + *row.low) / 2, *row.estimate, 1e-15);
}

TEST(Result, RepeatsGiveBiasAndRmse) {
  Problem problem = problem_of("x", Estimator::spacings, {10});
  problem.repeats = 50;
  Kernel kernel = kernel_of(problem);
  double sum = 0, squares = 0;
  for (std::uint64_t r = 0; r < 50; ++r) {
    const double value = replicate_alone(kernel, 0, r).estimates.mean;
    sum += value;
    squares += (value - 0.5) * (value - 0.5);
  }
  const Result result = result_alone(problem);
  const Row& row = result.rows[0];
  EXPECT_NEAR(*row.estimate, sum / 50, 1e-14);
  EXPECT_NEAR(*row.bias, sum / 50 - 0.5, 1e-14);
  EXPECT_NEAR(*row.rmse, std::sqrt(squares / 50), 1e-14);
  EXPECT_TRUE(row.standard_error);
  EXPECT_FALSE(row.low);  // an interval for the expectation is none for the integral
}

/// What a row has in the integral's unit, in units of 2^exponent.
std::vector<std::optional<double>> values_in(const Row& row, int exponent) {
  std::vector<std::optional<double>> values;
  for (auto value : {row.estimate, row.standard_error, row.low, row.high, row.error, row.bias, row.rmse}) {
    if (value) value = std::ldexp(*value, -exponent);
    values.push_back(value);
  }
  values.push_back(row.freedom);
  return values;
}

// Powers of two change no bit, though squares of such integrals, and of such lengths, are out of range.
TEST(Result, UnitsOfTheFunctionAndOfXDoNotMatter) {
  for (const Estimator estimator : all_estimators) {
    for (const std::uint64_t repeats : {1u, 5u}) {
      const auto row = [&](const std::string& formula, int of_f, int of_x) {
        Problem problem = problem_of(formula, estimator, {1001});
        problem.repeats = repeats;
        problem.to = std::ldexp(1, of_x);
        problem.exact = std::ldexp(1.7, of_f + of_x);
        return values_in(result_alone(problem).rows[0], of_f + of_x);
      };
      const auto expected = row("exp(x)", 0, 0);
      EXPECT_EQ(row("exp(x) * 2^-700", -700, 0), expected) << name(estimator);
      EXPECT_EQ(row("exp(x) * 2^700", 700, 0), expected) << name(estimator);
      EXPECT_EQ(row("exp(x * 2^600)", 0, -600), expected) << name(estimator);
      EXPECT_EQ(row("exp(x * 2^-600)", 0, 600), expected) << name(estimator);
      EXPECT_EQ(row("exp(x * 2^-600) * 2^-900", -900, 600), expected) << name(estimator);
    }
  }
}

// The midpoint rule errs by f'' / (24 n^2): order -2 for x^2, exactly.
TEST(Result, OrderOfConvergenceHasAnInterval) {
  const Result midpoint = result_alone(problem_of("x^2", Estimator::midpoint, {1, 2, 4, 8, 16, 32}));
  EXPECT_NEAR(*midpoint.order, -2, 1e-9);
  EXPECT_NEAR(*midpoint.order_high - *midpoint.order_low, 0, 1e-9);
  // One size below 2, one without an error: both would bend the line.
  Problem bent = problem_of("if(x == 0.5, 5, x^2)", Estimator::midpoint, {1, 2, 4, 8, 16, 32});
  bent.exact = 1.0 / 3;
  EXPECT_NEAR(*result_alone(bent).order, -2, 1e-9);
  Problem problem = problem_of("exp(x)", Estimator::mean, {16, 256, 4096});
  problem.repeats = 200;
  const Result mean = result_alone(problem);
  EXPECT_NEAR(*mean.order, -0.5, 0.05);
  EXPECT_LT(*mean.order_low, *mean.order);
  EXPECT_LT(*mean.order, *mean.order_high);
  EXPECT_NEAR(*mean.order_low + *mean.order_high, 2 * *mean.order, 1e-15);
}

// Of 200 intervals at a nominal 95 % at least 177 hold: fewer with probability 6e-5.
TEST(Result, TheIntervalOfTheOrderHolds) {
  int held = 0;
  Problem problem = problem_of("exp(x)", Estimator::mean, {16, 64, 256});
  problem.repeats = 40;
  problem.exact = 1.718281828459045;
  const Integrand f = integrand_of(problem.formula);
  const Knowledge known{Reference{*problem.exact, "--exact"}, law_of(problem, f, {}), {}};
  for (problem.seed = 1; problem.seed <= 200; ++problem.seed) {
    Kernel kernel = kernel_of(problem);
    const Result result = summarise(kernel, known, all_alone(kernel));
    held += result.order && *result.order_low <= -0.5 && -0.5 <= *result.order_high ? 1 : 0;
  }
  EXPECT_GE(held, 177);
}

TEST(Result, WhatIsNoOrderIsNone) {
  const auto order = [](const char* formula, Estimator estimator, std::vector<std::uint64_t> sizes,
                        std::uint64_t repeats) {
    Problem problem = problem_of(formula, estimator, std::move(sizes));
    problem.repeats = repeats;
    const Result result = result_alone(problem);
    EXPECT_EQ(result.order.has_value(), result.order_low.has_value());
    EXPECT_EQ(result.order.has_value(), result.order_high.has_value());
    return result.order;
  };
  EXPECT_FALSE(order("x", Estimator::mean, {10, 100, 1000}, 1));
  EXPECT_FALSE(order("x", Estimator::midpoint, {1}, 1));
  // Two sizes and no scatter about a line; errors of rounding; too few repeats.
  EXPECT_FALSE(order("x^2", Estimator::midpoint, {8, 16}, 1));
  EXPECT_FALSE(order("x", Estimator::midpoint, {10, 20, 30, 70, 110, 130, 170}, 1));
  EXPECT_FALSE(order("3 + 0*x", Estimator::trapezoid, {10, 100, 1000, 10000}, 20));
  EXPECT_FALSE(order("exp(x)", Estimator::mean, {100, 1000}, 3));
}

}  // namespace
}  // namespace quadrille::integrate
