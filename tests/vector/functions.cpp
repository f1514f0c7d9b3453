#include "quadrille/vector/functions.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/vector/scalar.hpp"
#include "quadrille/vector/target.hpp"
#include "vector/minus_log.hpp"

namespace quadrille::vector {
namespace {

using Limits = std::numeric_limits<double>;
constexpr double inf = Limits::infinity();
constexpr double nan = Limits::quiet_NaN();
constexpr auto last_function = Function::select;

/// The same bits; any NaN is any other.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Special values, and random ones of all magnitudes.
std::vector<double> samples() {
  std::vector<double> values{0.0,
                             -0.0,
                             1,
                             -1,
                             0.5,
                             -0.5,
                             2,
                             -2,
                             3,
                             -3,
                             inf,
                             -inf,
                             nan,
                             Limits::max(),
                             -Limits::max(),
                             Limits::min(),
                             Limits::denorm_min(),
                             -Limits::denorm_min(),
                             3 * Limits::denorm_min(),
                             -1e-310,
                             709.782711,
                             709.782712,
                             709.7827128933840,
                             709.782712893385,
                             -745.1332191019411,
                             -172.99997813,
                             -183.5,
                             -200.5,
                             1e300,
                             1e16,
                             709.5,
                             -745.2,
                             710.2,
                             1.4e154,
                             171.7,
                             -170.5,
                             1 + Limits::epsilon(),
                             1 - Limits::epsilon()};
  std::mt19937_64 engine(7);
  std::uniform_real_distribution<double> exponent(-300, 300);
  std::uniform_real_distribution<double> usual(-30, 30);
  std::uniform_real_distribution<double> unit(-1, 1);
  for (int i = 0; i < 400; ++i) {
    values.push_back(usual(engine));
    values.push_back(unit(engine));
    values.push_back(std::ldexp(unit(engine), static_cast<int>(exponent(engine))));
  }
  values.resize(values.size() / 8 * 8);
  return values;
}

std::vector<double> block(Function function, const std::vector<double>& a, const std::vector<double>& b,
                          const std::vector<double>& c) {
  std::vector<double> out(a.size());
  block_function(function)(a.data(), b.data(), c.data(), out.data(), out.size());
  return out;
}

TEST(Functions, GiveTheSameBitsOnEveryTarget) {
  const auto targets = available_targets();
  ASSERT_FALSE(targets.empty());
  const auto a = samples();
  for (int number = 0; number <= static_cast<int>(last_function); ++number) {
    const auto function = static_cast<Function>(number);
    for (std::size_t shift = 0; shift < 32; ++shift) {
      std::vector<double> b(a.size());
      for (std::size_t i = 0; i < a.size(); ++i) b[i] = a[(i * 7 + shift) % a.size()];
      choose_target(targets.front());
      const auto expected = block(function, a, b, a);
      for (const auto& target : targets) {
        choose_target(target);
        const auto values = block(function, a, b, a);
        for (std::size_t i = 0; i < a.size(); ++i) {
          ASSERT_TRUE(same(values[i], expected[i]))
              << target << ": function " << number << " of " << a[i] << ", " << b[i] << " is " << values[i]
              << ", not " << expected[i];
        }
      }
    }
  }
  choose_target(targets.front());
}

struct Case {
  Function function;
  double x, y, expected;
};

// What C's Annex F says; min, max, round, sign as functions.hpp says.
const Case cases[] = {
    {Function::exp, -inf, 0, 0},
    {Function::exp, inf, 0, inf},
    {Function::exp, 0, 0, 1},
    {Function::exp, 800, 0, inf},
    {Function::exp, -800, 0, 0},
    {Function::expm1, -0.0, 0, -0.0},
    {Function::expm1, -inf, 0, -1},
    {Function::log, 0, 0, -inf},
    {Function::log, -1, 0, nan},
    {Function::log, 1, 0, 0},
    {Function::log, inf, 0, inf},
    {Function::log1p, -1, 0, -inf},
    {Function::log1p, -0.0, 0, -0.0},
    {Function::log1p, inf, 0, inf},
    {Function::log2, 1024, 0, 10},
    {Function::log10, 1000, 0, 3},
    {Function::sin, inf, 0, nan},
    {Function::sin, -0.0, 0, -0.0},
    {Function::cos, -inf, 0, nan},
    {Function::tan, -0.0, 0, -0.0},
    {Function::asin, 1.0000000000000002, 0, nan},
    {Function::acos, 1, 0, 0},
    {Function::atan, -0.0, 0, -0.0},
    {Function::sinh, -inf, 0, -inf},
    {Function::sinh, 711, 0, inf},
    {Function::sinh, -0.0, 0, -0.0},
    {Function::cosh, -inf, 0, inf},
    {Function::tanh, inf, 0, 1},
    {Function::asinh, -inf, 0, -inf},
    {Function::asinh, -0.0, 0, -0.0},
    {Function::acosh, 1, 0, 0},
    {Function::acosh, 0.5, 0, nan},
    {Function::acosh, inf, 0, inf},
    {Function::atanh, -1, 0, -inf},
    {Function::atanh, 2, 0, nan},
    {Function::erf, -inf, 0, -1},
    {Function::erfc, inf, 0, 0},
    {Function::erfc, -inf, 0, 2},
    {Function::gamma, 0, 0, inf},
    {Function::gamma, -0.0, 0, -inf},
    {Function::gamma, -3, 0, nan},
    {Function::gamma, 5, 0, 24},
    {Function::gamma, 172, 0, inf},
    {Function::gamma, -inf, 0, nan},
    {Function::lgamma, -3, 0, inf},
    {Function::lgamma, 0, 0, inf},
    {Function::lgamma, -inf, 0, inf},
    {Function::lgamma, 2, 0, 0},
    {Function::cbrt, -8, 0, -2},
    {Function::cbrt, -0.0, 0, -0.0},
    {Function::power, nan, 0, 1},
    {Function::power, 1, nan, 1},
    {Function::power, -1, inf, 1},
    {Function::power, -8, 1.0 / 3, nan},
    {Function::power, -2, 3, -8},
    {Function::power, 0, -1, inf},
    {Function::power, -0.0, -3, -inf},
    {Function::power, -0.0, -2, inf},
    {Function::power, -inf, 3, -inf},
    {Function::power, 0.5, -inf, inf},
    {Function::hypot, inf, nan, inf},
    {Function::hypot, 3, -4, 5},
    {Function::atan2, -0.0, 1, -0.0},
    {Function::atan2, 0, -1, 3.141592653589793},
    {Function::atan2, inf, -inf, 2.356194490192345},
    {Function::power_half, -0.0, 0, 0.0},
    {Function::power_half, -inf, 0, inf},
    {Function::power_half, -4, 0, nan},
    {Function::power_half, 9, 0, 3},
    {Function::sqrt, -0.0, 0, -0.0},
    {Function::round, 0.5, 0, 0},
    {Function::round, 1.5, 0, 2},
    {Function::round, 2.5, 0, 2},
    {Function::round, -0.5, 0, -0.0},
    {Function::round, -3.5, 0, -4},
    {Function::round, 0.49999999999999994, 0, 0},
    {Function::round, 4503599627370495.5, 0, 4503599627370496},
    {Function::round, -1e300, 0, -1e300},
    {Function::round, -inf, 0, -inf},
    {Function::sign, -3, 0, -1},
    {Function::sign, 0, 0, 0},
    {Function::sign, nan, 0, nan},
    {Function::min, nan, 1, nan},
    {Function::min, 1, nan, nan},
    {Function::min, 0.0, -0.0, -0.0},
    {Function::max, -0.0, 0.0, 0.0},
    {Function::max, nan, -inf, nan},
    {Function::max, -1, 2, 2},
    {Function::less, nan, 1, 0},
    {Function::not_equal, nan, nan, 1},
    {Function::equal, 0.0, -0.0, 1},
    {Function::logical_not, nan, 0, 0},
    {Function::logical_not, -0.0, 0, 1},
    {Function::logical_and, nan, 2, 1},
    {Function::logical_or, 0, -0.0, 0},
};

TEST(Functions, HaveTheSpecialCasesOfC) {
  for (const auto& [function, x, y, expected] : cases) {
    const double value = apply(function, x, y);
    EXPECT_TRUE(same(value, expected)) << "function " << static_cast<int>(function) << " of " << x << ", "
                                       << y << " is " << value << ", not " << expected;
  }
}

TEST(Functions, ReachTheEndOfDoubles) {
  // Values by 80-digit arithmetic.
  EXPECT_EQ(apply(Function::exp, 709.782712), 1.7976915288326598e+308);
  EXPECT_EQ(apply(Function::expm1, 709.782712), 1.7976915288326598e+308);
  EXPECT_EQ(apply(Function::exp, 0x1.62e42fefa39efp+9), 1.7976931348622732e+308);  // the last one
  EXPECT_EQ(apply(Function::exp, 0x1.62e42fefa39f0p+9), inf);
  EXPECT_EQ(apply(Function::expm1, 0x1.62e42fefa39f0p+9), inf);
  EXPECT_DOUBLE_EQ(apply(Function::power, 10, 308.254715), 1.7976908171771444e+308);
  EXPECT_DOUBLE_EQ(apply(Function::power, 2, 1023.9999999), 1.7976930102557702e+308);
  EXPECT_EQ(apply(Function::power, Limits::max(), 1), Limits::max());
  EXPECT_EQ(apply(Function::power, -Limits::max(), 1), -Limits::max());
  EXPECT_EQ(apply(Function::power, 1 / Limits::max(), -1), 1 / (1 / Limits::max()));
  EXPECT_EQ(apply(Function::power, 2, 1024), inf);
  EXPECT_EQ(apply(Function::power, 0.5, -1024), inf);
  EXPECT_EQ(apply(Function::power, -2, 1025), -inf);
  EXPECT_EQ(apply(Function::power, 10, 1e300), inf);
  EXPECT_EQ(apply(Function::power, inf, Limits::denorm_min()), inf);
  EXPECT_EQ(apply(Function::power, 0, -Limits::denorm_min()), inf);
  EXPECT_DOUBLE_EQ(apply(Function::gamma, 0x1.573fae561f647p+7), 1.7976931348622299e+308);  // the last one
  EXPECT_EQ(apply(Function::gamma, 0x1.573fae561f648p+7), inf);
  EXPECT_DOUBLE_EQ(apply(Function::lgamma, 2.556348163871691e+305), 1.7951367866984445e+308);
  EXPECT_DOUBLE_EQ(apply(Function::lgamma, 2.5599833278516e+305), 1.7976931348622889e+308);
  EXPECT_EQ(lgamma(2.5599833278516e+305), apply(Function::lgamma, 2.5599833278516e+305));
  EXPECT_EQ(apply(Function::lgamma, 0x1.754d9278b51a9p+1014), inf);  // 2^1024 (1 + 2e-16)
  EXPECT_EQ(apply(Function::sinh, 711), inf);
  EXPECT_EQ(apply(Function::cosh, -711), inf);
}

TEST(Functions, RoundToTheSmallestNumber) {
  constexpr double least = Limits::denorm_min();
  EXPECT_EQ(apply(Function::exp, -745.1332191019411), least);  // log(2^-1075) = -745.13321910194122
  EXPECT_EQ(apply(Function::exp, -745.1332191019413), 0);
  EXPECT_EQ(apply(Function::power, 2, -1074), least);
  EXPECT_EQ(apply(Function::power, 2, -1074.999), least);
  EXPECT_EQ(apply(Function::power, 2, -1075.001), 0);
  EXPECT_EQ(apply(Function::cbrt, 8 * least), 2 * apply(Function::cbrt, least));
  EXPECT_EQ(apply(Function::erf, 1000 * least), 1128 * least);  // 2 / sqrt(pi) = 1.12838
  EXPECT_EQ(apply(Function::gamma, -176.5), -242 * least);
}

TEST(Functions, AreTheirArgumentNearZero) {
  const Function all[] = {Function::log1p, Function::tan,  Function::asinh, Function::sin,  Function::atan,
                          Function::sinh,  Function::tanh, Function::expm1, Function::asin, Function::atanh};
  for (const Function function : all) {
    for (int i = 0; i < 200; ++i) {
      const double subnormal = i * Limits::denorm_min();
      const double small = std::ldexp(1 + i / 256.0, -1074 + 5 * i);
      for (const double x : {subnormal, -subnormal, small, -small})
        ASSERT_TRUE(same(apply(function, x), x)) << "function " << static_cast<int>(function) << " of " << x;
    }
  }
}

TEST(Functions, GammaHasItsSignToTheLast) {
  EXPECT_TRUE(same(apply(Function::gamma, -200.5), -0.0));
  EXPECT_TRUE(same(apply(Function::gamma, -201.5), 0.0));
  EXPECT_TRUE(same(apply(Function::gamma, -201), nan));
}

TEST(Functions, SelectTakesOneSideOnly) {
  EXPECT_EQ(apply(Function::select, 1, 2, nan), 2);
  EXPECT_EQ(apply(Function::select, 0, nan, 3), 3);
  EXPECT_EQ(apply(Function::select, nan, 2, 3), 2);
}

TEST(Functions, EqualTheScalarOnes) {
  const auto values = samples();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = values[i];
    const double y = values[(7 * i + 3) % values.size()];
    ASSERT_TRUE(same(apply(Function::exp, x), exp(x))) << x;
    ASSERT_TRUE(same(apply(Function::expm1, x), expm1(x))) << x;
    ASSERT_TRUE(same(apply(Function::log, x), log(x))) << x;
    ASSERT_TRUE(same(apply(Function::log1p, x), log1p(x))) << x;
    ASSERT_TRUE(same(apply(Function::power, x, y), pow(x, y))) << x << ", " << y;
    ASSERT_TRUE(same(apply(Function::sin, x), sin(x))) << x;
    ASSERT_TRUE(same(apply(Function::cos, x), cos(x))) << x;
    ASSERT_TRUE(same(apply(Function::lgamma, x), lgamma(x))) << x;
  }
}

TEST(Functions, MinusLogGivesTheSameBitsOnEveryTarget) {
  std::mt19937_64 engine(13);
  std::uniform_real_distribution<double> exponent(-1022, 1023);
  std::vector<double> x(4000), expected(x.size()), found(x.size());
  for (double& value : x)
    value = std::ldexp(1 + 0x1p-52 * static_cast<double>(engine() >> 12), static_cast<int>(exponent(engine)));
  const auto targets = available_targets();
  minus_logs(x.data(), expected.data(), x.size());
  for (const auto& target : targets) {
    choose_target(target);
    minus_logs(x.data(), found.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
      ASSERT_TRUE(same(found[i], expected[i])) << target << ' ' << x[i];
  }
  choose_target(targets.front());
}

TEST(Functions, MayWriteOverTheirArguments) {
  std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8};
  block_function(Function::subtract)(x.data(), x.data(), nullptr, x.data(), x.size());
  EXPECT_EQ(x, std::vector<double>(8, 0.0));
}

}  // namespace
}  // namespace quadrille::vector
