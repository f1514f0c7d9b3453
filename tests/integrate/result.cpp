#include "integrate/result.hpp"

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
TEST(Result, OrderOfConvergence) {
  const Result midpoint = result_alone(problem_of("x^2", Estimator::midpoint, {1, 2, 4, 8, 16, 32}));
  EXPECT_NEAR(*midpoint.order, -2, 1e-9);
  // One size below 2, one without an error: both would bend the line.
  Problem bent = problem_of("if(x == 0.5, 5, x^2)", Estimator::midpoint, {1, 2, 4, 8, 16, 32});
  bent.exact = 1.0 / 3;
  EXPECT_NEAR(*result_alone(bent).order, -2, 1e-9);
  Problem hit = problem_of("x^2", Estimator::midpoint, {2, 4, 8});
  hit.exact = *result_alone(hit).rows[1].estimate;
  EXPECT_TRUE(std::isfinite(*result_alone(hit).order));
  EXPECT_FALSE(result_alone(problem_of("x", Estimator::mean, {10, 100, 1000})).order);
  Problem problem = problem_of("exp(x)", Estimator::mean, {16, 256, 4096, 65'536});
  problem.repeats = 200;
  EXPECT_NEAR(*result_alone(problem).order, -0.5, 0.05);
  EXPECT_FALSE(result_alone(problem_of("x", Estimator::midpoint, {1})).order);
}

}  // namespace
}  // namespace quadrille::integrate
