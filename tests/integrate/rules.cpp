// The estimators against simple versions of themselves, and against closed forms.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/random/sorted_uniforms.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::integrate {
namespace {

const std::vector<std::uint64_t> sizes = {1, 2, 3, 7, 8, 9, 100, 4094, 4095, 4096, 4097, 8191, 8192, 20'001};

constexpr double low = -3, high = 4, length = high - low;

double f(double x) { return 1 / (1 + x * x); }

/// Over [low, high]: a length other than 1 shows where one is forgotten.
Problem wide_problem(const char* formula, Estimator estimator) {
  Problem problem = problem_of(formula, estimator, sizes);
  problem.from = low;
  problem.to = high;
  return problem;
}

double estimate(const Problem& problem, std::uint64_t group) {
  Kernel kernel = kernel_of(problem);
  return replicate_alone(kernel, group, 0).estimates.mean;
}

/// The sorted points x(1) .. x(n) and the interval's end, from the spacings' widths alone.
std::vector<double> sorted_points(std::uint64_t n) {
  random::SortedUniforms uniforms(1, "integrate; sorted; samples " + std::to_string(n) + "; replicate 0", n,
                                  {low, high});
  std::vector<double> points;
  random::SpacingsBlock block;
  for (std::uint64_t b = 0; b < random::SortedUniforms::blocks(n); ++b) {
    uniforms.draw(b, block);
    std::vector<double> position(block.weight().size());
    random::Positions(block).next(position);
    for (std::size_t lane = 0; lane < 8; ++lane) {
      const std::size_t rows = block.rows - (lane < block.full_lanes ? 0 : 1);
      for (std::size_t row = 0; row < rows; ++row) points.push_back(position[8 * row + lane]);
    }
  }
  return points;
}

TEST(Rules, SpacingsIsTheLecturesSum) {
  const Problem problem = wide_problem("1/(1+x^2)", Estimator::spacings);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    const auto x = sorted_points(sizes[group]);
    double expected = 0;
    for (std::size_t i = 1; i < sizes[group]; ++i) expected += (x[i] - x[i - 1]) * f(x[i]);
    EXPECT_NEAR(estimate(problem, group), expected, 1e-12) << sizes[group];
  }
}

TEST(Rules, TrapezoidIsTheSumOfTrapezoids) {
  const Problem problem = wide_problem("1/(1+x^2)", Estimator::trapezoid);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    auto x = sorted_points(sizes[group]);
    x.insert(x.begin(), low);
    double expected = 0;
    for (std::size_t i = 1; i < x.size(); ++i) expected += (x[i] - x[i - 1]) * (f(x[i]) + f(x[i - 1])) / 2;
    EXPECT_NEAR(estimate(problem, group), expected, 1e-12) << sizes[group];
  }
}

TEST(Rules, TrapezoidIsExactForLines) {
  const Problem problem = wide_problem("3 - 2*x", Estimator::trapezoid);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    EXPECT_NEAR(estimate(problem, group), 14.0, 1e-12) << sizes[group];
  }
}

// The midpoint rule for x^2 on [a, b] gives (b^3 - a^3) / 3 - (b - a)^3 / (12 n^2).
TEST(Rules, MidpointHasItsClosedForm) {
  const Problem problem = wide_problem("x^2", Estimator::midpoint);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    const auto n = static_cast<double>(sizes[group]);
    EXPECT_NEAR(estimate(problem, group), 91.0 / 3 - 343 / (12 * n * n), 1e-12) << sizes[group];
  }
}

TEST(Rules, MeanIsTheMeanOfItsStream) {
  const Problem problem = wide_problem("1/(1+x^2)", Estimator::mean);
  Kernel kernel = kernel_of(problem);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    const std::uint64_t n = sizes[group];
    const random::Stream stream(1, "integrate; mean; samples " + std::to_string(n) + "; replicate 0");
    long double sum = 0, squares = 0;
    for (std::uint64_t i = 0; i < n; ++i) sum += f(low + length * stream.uniform(i));
    const long double mean = sum / static_cast<long double>(n);
    for (std::uint64_t i = 0; i < n; ++i)
      squares += std::pow(f(low + length * stream.uniform(i)) - mean, 2.0L);
    const Summary summary = replicate_alone(kernel, group, 0);
    EXPECT_NEAR(summary.estimates.mean, static_cast<double>(length * mean), 1e-13) << n;
    ASSERT_EQ(summary.has_error, n > 1);
    if (n < 2) continue;
    const long double error =
        std::sqrt(squares / (static_cast<long double>(n) * static_cast<long double>(n - 1)));
    EXPECT_NEAR(summary.standard_error, static_cast<double>(length * error), 1e-13) << n;
    EXPECT_EQ(summary.freedom, static_cast<double>(n - 1));
  }
}

struct Stratum {
  std::vector<double> points;
};

/// The strata as documented: block b has strata from 2048 b, first points at index 4096 b + j, second ones at
/// 4096 b + 2048 + j, and an odd last point takes the index after the last block's.
std::vector<Stratum> strata_of(std::uint64_t n) {
  const random::Stream stream(1, "integrate; stratified; samples " + std::to_string(n) + "; replicate 0");
  const std::uint64_t count = std::max<std::uint64_t>(n / 2, 1);
  std::vector<Stratum> strata(count);
  const auto place = [&](std::uint64_t s, double u) {
    return low + length * ((static_cast<double>(s) + u) / static_cast<double>(count));
  };
  for (std::uint64_t s = 0; s < count; ++s) {
    const std::uint64_t index = s / 2048 * 4096 + s % 2048;
    strata[s].points.push_back(place(s, stream.uniform(index)));
    if (n > 1) strata[s].points.push_back(place(s, stream.uniform(index + 2048)));
  }
  if (n % 2 == 1 && n > 1) {
    strata.back().points.push_back(place(count - 1, stream.uniform((count + 2047) / 2048 * 4096)));
  }
  return strata;
}

TEST(Rules, StratifiedIsTheSumOverItsStrata) {
  const Problem problem = wide_problem("1/(1+x^2)", Estimator::stratified);
  Kernel kernel = kernel_of(problem);
  for (std::size_t group = 0; group < sizes.size(); ++group) {
    const auto strata = strata_of(sizes[group]);
    const double h = length / static_cast<double>(strata.size());
    double sum = 0, variance = 0, over_freedom = 0;
    std::size_t points = 0;
    for (const Stratum& stratum : strata) {
      const auto n = static_cast<double>(stratum.points.size());
      points += stratum.points.size();
      double mean = 0, squares = 0;
      for (const double x : stratum.points) mean += f(x) / n;
      for (const double x : stratum.points) squares += (f(x) - mean) * (f(x) - mean);
      sum += h * mean;
      if (n < 2) continue;
      const double v = h * h * squares / (n - 1) / n;
      variance += v;
      over_freedom += v * v / (n - 1);
    }
    ASSERT_EQ(points, sizes[group]);
    const Summary summary = replicate_alone(kernel, group, 0);
    EXPECT_NEAR(summary.estimates.mean, sum, 1e-13) << sizes[group];
    ASSERT_EQ(summary.has_error, sizes[group] > 1);
    if (sizes[group] < 2) continue;
    EXPECT_NEAR(summary.standard_error, std::sqrt(variance), 1e-10 * std::sqrt(variance)) << sizes[group];
    EXPECT_NEAR(summary.freedom, std::max(1.0, variance * variance / over_freedom), 1e-6 * summary.freedom);
  }
}

// On [0, 1] the expectation is the integral of f(x) (1 - (1-x)^n - n x (1-x)^(n-1)); for f = x the two parts
// missing are 1/((n+1)(n+2)) and 2 n / ((n+1)(n+2)) .. worked out with Beta integrals:
// int x (1-x)^n = 1/((n+1)(n+2)), int n x^2 (1-x)^(n-1) = 2/((n+1)(n+2)).
TEST(Rules, SpacingsHasItsClosedFormExpectation) {
  for (const std::uint64_t n : {2U, 5U, 50U, 5000U}) {
    Problem problem = problem_of("x", Estimator::spacings, {n});
    problem.repeats = n < 1000 ? 20'000 : 2000;
    Kernel kernel = kernel_of(problem);
    const Summary summary = all_alone(kernel).front();
    const auto m = static_cast<double>(n);
    const double expected = 0.5 - 3 / ((m + 1) * (m + 2));
    EXPECT_NEAR(summary.estimates.mean, expected, 4.8917 * *summary.estimates.standard_error()) << n;
  }
}

}  // namespace
}  // namespace quadrille::integrate
