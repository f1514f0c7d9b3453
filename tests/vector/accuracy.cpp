// How far the functions are from the truth, which is long double arithmetic here: it has at least eleven more
// bits than a double, so the reference is good to a few thousandths of a ULP.
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "vector/functions.hpp"

namespace quadrille::vector {
namespace {

using Limits = std::numeric_limits<double>;

/// |computed - exact| in units of the last place of a double as large as `exact`.
double ulps(double computed, long double exact) {
  const double magnitude = std::max(static_cast<double>(std::fabs(exact)), Limits::min());
  const double unit = std::ldexp(Limits::epsilon(), std::ilogb(magnitude));
  return static_cast<double>(std::fabs(computed - exact) / unit);
}

struct Unary {
  const char* name;
  Function function;
  long double (*exact)(long double);
  double low, high;
  double at_most = 1.0;  // ULP
};

long double erfc_of(long double x) { return std::erfc(x); }

const Unary unary[] = {
    {"exp", Function::exp, std::exp, -700, 709},
    {"expm1", Function::expm1, std::expm1, -30, 700},
    {"expm1 near 0", Function::expm1, std::expm1, -1e-3, 1e-3},
    {"log", Function::log, std::log, 1e-300, 10},
    {"log of large", Function::log, std::log, 1, 1e300},
    {"log1p", Function::log1p, std::log1p, -0.999, 5},
    {"log1p beyond SLEEF's", Function::log1p, std::log1p, 1e307, Limits::max()},
    {"log2", Function::log2, std::log2, 1e-10, 10},
    {"log10", Function::log10, std::log10, 1e-10, 1000},
    {"sin", Function::sin, std::sin, -20, 20},
    {"sin of large", Function::sin, std::sin, -1e15, 1e15},
    {"sin of huge", Function::sin, std::sin, 1e299, 1e300},
    {"cos", Function::cos, std::cos, -20, 20},
    {"cos of huge", Function::cos, std::cos, 1e299, 1e300},
    {"tan", Function::tan, std::tan, -20, 20},
    {"asin", Function::asin, std::asin, -1, 1},
    {"acos", Function::acos, std::acos, -1, 1},
    {"atan", Function::atan, std::atan, -10, 10},
    {"sinh", Function::sinh, std::sinh, -20, 20},
    {"sinh beyond SLEEF's", Function::sinh, std::sinh, 709, 710.4, 3.0},
    {"cosh", Function::cosh, std::cosh, -20, 20},
    {"cosh beyond SLEEF's", Function::cosh, std::cosh, -710.4, -709, 3.0},
    {"tanh", Function::tanh, std::tanh, -20, 20},
    {"asinh", Function::asinh, std::asinh, -20, 20},
    {"asinh beyond SLEEF's", Function::asinh, std::asinh, -1e300, -1e153},
    {"acosh", Function::acosh, std::acosh, 1, 20},
    {"acosh beyond SLEEF's", Function::acosh, std::acosh, 1e153, 1e300},
    {"atanh", Function::atanh, std::atanh, -1, 1},
    {"erf", Function::erf, std::erf, -6, 6},
    {"erfc", Function::erfc, erfc_of, -6, 26, 1.5},
    {"gamma", Function::gamma, std::tgamma, 0.1, 170},
    {"gamma of negative", Function::gamma, std::tgamma, -20, 0},
    {"lgamma", Function::lgamma, std::lgamma, 0.1, 1e6},
    {"cbrt", Function::cbrt, std::cbrt, -1000, 1000},
};

struct Binary {
  const char* name;
  Function function;
  long double (*exact)(long double, long double);
  double low, high;  // of the first argument
  double low_second, high_second;
};

const Binary binary[] = {
    {"power", Function::power, std::pow, 0, 10, -100, 100},
    {"power near 1", Function::power, std::pow, 0.999, 1.001, -1e5, 1e5},
    {"hypot", Function::hypot, std::hypot, -10, 10, -10, 10},
    {"hypot of large", Function::hypot, std::hypot, 1e300, 1e307, 1e300, 1e307},
    {"atan2", Function::atan2, std::atan2, -10, 10, -10, 10},
};

class UnaryAccuracy : public testing::TestWithParam<Unary> {};

TEST_P(UnaryAccuracy, IsWithinTheStatedUlps) {
  const Unary& tested = GetParam();
  std::mt19937_64 engine(20240229);
  std::uniform_real_distribution<double> point(tested.low, tested.high);
  for (int i = 0; i < 20000; ++i) {
    const double x = point(engine);
    ASSERT_LE(ulps(apply(tested.function, x), tested.exact(x)), tested.at_most + 0.01)
        << tested.name << " at " << x;
  }
}

INSTANTIATE_TEST_SUITE_P(Functions, UnaryAccuracy, testing::ValuesIn(unary));

class BinaryAccuracy : public testing::TestWithParam<Binary> {};

TEST_P(BinaryAccuracy, IsWithinTheStatedUlps) {
  const Binary& tested = GetParam();
  std::mt19937_64 engine(20240301);
  std::uniform_real_distribution<double> first(tested.low, tested.high);
  std::uniform_real_distribution<double> second(tested.low_second, tested.high_second);
  for (int i = 0; i < 20000; ++i) {
    const double x = first(engine);
    const double y = second(engine);
    ASSERT_LE(ulps(apply(tested.function, x, y), tested.exact(x, y)), 1.01)
        << tested.name << " at " << x << ", " << y;
  }
}

INSTANTIATE_TEST_SUITE_P(Functions, BinaryAccuracy, testing::ValuesIn(binary));

}  // namespace
}  // namespace quadrille::vector
