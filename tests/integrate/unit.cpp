// The unit of f has no part in a result: neither large nor small values, nor both, overflow or vanish.
#include <cmath>
#include <cstddef>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::integrate {
namespace {

constexpr Estimator estimators[] = {Estimator::spacings, Estimator::trapezoid, Estimator::midpoint,
                                    Estimator::mean, Estimator::stratified};

Result result_of(const std::string& formula, double from, double to, Estimator estimator, std::uint64_t n,
                 std::uint64_t repeats) {
  Problem problem = problem_of(formula, estimator, {n});
  problem.from = from;
  problem.to = to;
  problem.repeats = repeats;
  Kernel kernel = kernel_of(problem);
  return summarise(kernel, {Reference{0, "--exact"}, {}, {}}, all_alone(kernel));
}

// A power of two rounds nothing: all numbers are those of f, times it, to the bit.
TEST(Unit, FTimesAPowerOfTwoGivesThatTimesTheSame) {
  for (const std::string formula : {"2 + sin(7*x)", "exp(-2000*(x-0.3)^2)", "if(x < 0.3, 1, 0)", "x - 1/2"}) {
    for (const int exponent : {-1000, -700, -300, 300, 700, 1000}) {
      for (const Estimator estimator : estimators) {
        for (const std::uint64_t repeats : {1, 3}) {
          const Row plain = result_of(formula, 0, 1, estimator, 20001, repeats).rows[0];
          const Row scaled = result_of("2^" + std::to_string(exponent) + "*(" + formula + ")", 0, 1,
                                       estimator, 20001, repeats)
                                 .rows[0];
          const auto times = [&](const std::optional<double>& x) {
            return x ? std::optional(std::ldexp(*x, exponent)) : std::nullopt;
          };
          SCOPED_TRACE(formula + " " + std::to_string(exponent) + " " + std::string(name(estimator)));
          EXPECT_EQ(scaled.estimate, times(plain.estimate));
          EXPECT_EQ(scaled.standard_error, times(plain.standard_error));
          EXPECT_EQ(scaled.freedom, plain.freedom);
          EXPECT_EQ(scaled.rmse, times(plain.rmse));
        }
      }
    }
  }
}

struct Case {
  const char* formula;
  double from, to, integral;
};

// Where f was of another size at the 64 places that its unit once came from.
constexpr Case cases[] = {
    {"exp(-x^2)", -1720, 1720, 1.7724538509055159},
    {"exp(-x^2)", -1500, 1500, 1.7724538509055159},
    {"exp(-2e7*(x-0.3)^2)", 0, 1, 3.9633272976060102e-4},
    {"exp(-x)", 0, 9e4, 1},
    {"x^40000", 0, 1, 1.0 / 40001},
    {"if(0.001 < x < 0.002, 1, 1e-200)", 0, 1, 0.001},
    {"if(x < 0.25, 1e-200, 1)", 0, 1, 0.75},
    {"if(x < 0.25, 1e200, 1)", 0, 1, 0.25e200},
    {"1e308*x", 0, 1, 5e307},
    {"1e-310*x", 0, 1, 5e-311},
    {"if(x < 0.5, 1.6e308, -1.6e308) + 1e307", 0, 1, 1e307},
};

TEST(Unit, OfEachPartOfTheIntervalIsItsOwn) {
  constexpr std::uint64_t n = 1'000'000;
  for (const Case& c : cases) {
    for (const Estimator estimator : estimators) {
      for (const std::uint64_t repeats : {1, 10}) {
        if (repeats > 1 && estimator != Estimator::mean) continue;
        const Row row = result_of(c.formula, c.from, c.to, estimator, n, repeats).rows[0];
        SCOPED_TRACE(std::string(c.formula) + " " + std::string(name(estimator)));
        ASSERT_TRUE(row.estimate && std::isfinite(*row.estimate));
        if (!row.low) continue;
        EXPECT_TRUE(std::isfinite(*row.standard_error) && std::isfinite(*row.low) &&
                    std::isfinite(*row.high));
        EXPECT_GE(*row.freedom, 1);
        EXPECT_LE(*row.freedom, static_cast<double>(n));
        // Half a billionth of the normal's mass is beyond; far more is of Student's with few degrees.
        if (*row.freedom > 100) {
          EXPECT_LE(std::fabs(*row.estimate - c.integral),
                    6 * *row.standard_error + 1e-12 * std::fabs(c.integral));
        }
      }
    }
  }
}

TEST(Unit, DegreesOfFreedomCountWhatVaries) {
  // 886 strata of width 0.004 hold what exp(-x^2) varies by; as many on the short interval as on the long
  // one.
  const auto degrees = [](double reach, std::uint64_t n) {
    return *result_of("exp(-x^2)", -reach, reach, Estimator::stratified, n, 1).rows[0].freedom;
  };
  EXPECT_GT(degrees(1000, 1'000'000), 100);
  EXPECT_NEAR(degrees(1000, 1'000'000) / degrees(10, 10'000), 1, 0.25);
}

TEST(Unit, WhatIsBeyondADoubleIsSaid) {
  Problem problem = problem_of("1.7e308", Estimator::mean, {1000});
  problem.to = 10;
  const Result result = result_alone(problem);
  EXPECT_TRUE(std::isinf(*result.rows[0].estimate));
  EXPECT_THAT(result.notes, testing::Contains(testing::Field(&text::Note::code, "not-finite")));
  // The mean is a number, its interval's ends are not.
  const Result wide = result_alone(problem_of("if(x < 0.5, 1.7e308, -1.7e308)", Estimator::mean, {4}));
  for (const auto& end : {wide.rows[0].low, wide.rows[0].high})
    if (!std::isfinite(*end)) {
      EXPECT_THAT(wide.notes, testing::Contains(testing::Field(&text::Note::code, "not-finite")));
    }
}

}  // namespace
}  // namespace quadrille::integrate
