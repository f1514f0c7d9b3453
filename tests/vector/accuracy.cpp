// How far the functions are from the truth, which is long double arithmetic here: its eleven further bits
// make the reference good to a thousandth of a ULP. What is measured stands in docs/accuracy.md; a program
// run with QUADRILLE_ACCURACY_POINTS=1000000 prints that table with new measurements.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/vector/functions.hpp"
#include "vector/accuracy_table.hpp"
#include "vector/minus_log.hpp"

namespace quadrille::vector {
namespace {

using Limits = std::numeric_limits<double>;
using Real = long double;
static_assert(std::numeric_limits<Real>::digits >= 64, "the reference needs a longer long double");

constexpr double reference_error = 0.001;  // ULP

struct Tested {
  std::function<double(double, double)> computed;
  std::function<Real(Real, Real)> exact;
};

Tested unary(Function function, Real (*exact)(Real)) {
  return {[=](double x, double) { return apply(function, x); }, [=](Real x, Real) { return exact(x); }};
}
Tested binary(Function function, Real (*exact)(Real, Real)) {
  return {[=](double x, double y) { return apply(function, x, y); }, exact};
}

/// x^n as a formula has it: by multiplication.
Tested integer_power(int n) {
  const auto power = std::make_shared<formula::Evaluator>(
      formula::compile(formula::parse("x^" + std::to_string(n)), {{"x"}}));
  return {[=](double x, double) { return (*power)({{x}}); }, [=](Real x, Real) { return std::pow(x, n); }};
}

double minus_log_of(double x) {
  double lanes[8];
  std::fill_n(lanes, 8, x);
  minus_logs(lanes, lanes, 8);
  return lanes[0];
}

/// The transformations of a stream's bits; x is an index, rounded down.
const random::Stream stream(2024, "accuracy");

double exponential(double x, double) { return stream.exponential(static_cast<std::uint64_t>(x)); }
Real exact_exponential(Real x, Real) {
  return -std::log(static_cast<Real>(stream.uniform(static_cast<std::uint64_t>(x))));
}
double normal(double x, double) { return stream.normal(static_cast<std::uint64_t>(x)); }
/// The polar form of Box and Muller: index i and i + 8 of a group of 16 share radius and angle.
Real exact_normal(Real x, Real) {
  const auto index = static_cast<std::uint64_t>(x);
  const std::uint64_t first = index - index % 16 + index % 8;
  const std::uint64_t turn = stream.bits(first + 8);
  const Real radius = std::sqrt(-2 * std::log(static_cast<Real>(stream.uniform(first))));
  const Real part = static_cast<Real>((turn << 2) >> 12) * 0x1p-52L - 0.5L;  // of a right angle
  const Real c = std::cos(std::acos(-1.0L) / 2 * part), s = std::sin(std::acos(-1.0L) / 2 * part);
  const Real cosines[] = {c, -s, -c, s}, sines[] = {s, c, -s, -c};  // by quadrant
  return radius * (index % 16 < 8 ? cosines : sines)[turn >> 62];
}

const std::map<std::string, Tested> tested = {
    {"add", binary(Function::add, [](Real x, Real y) { return x + y; })},
    {"subtract", binary(Function::subtract, [](Real x, Real y) { return x - y; })},
    {"multiply", binary(Function::multiply, [](Real x, Real y) { return x * y; })},
    {"divide", binary(Function::divide, [](Real x, Real y) { return x / y; })},
    {"sqrt", unary(Function::sqrt, std::sqrt)},
    {"power_half", unary(Function::power_half, std::sqrt)},
    {"floor", unary(Function::floor, std::floor)},
    {"ceil", unary(Function::ceil, std::ceil)},
    {"round", unary(Function::round, std::nearbyint)},
    {"cbrt", unary(Function::cbrt, std::cbrt)},
    {"exp", unary(Function::exp, std::exp)},
    {"expm1", unary(Function::expm1, std::expm1)},
    {"log", unary(Function::log, std::log)},
    {"log1p", unary(Function::log1p, std::log1p)},
    {"log2", unary(Function::log2, std::log2)},
    {"log10", unary(Function::log10, std::log10)},
    {"sin", unary(Function::sin, std::sin)},
    {"cos", unary(Function::cos, std::cos)},
    {"tan", unary(Function::tan, std::tan)},
    {"asin", unary(Function::asin, std::asin)},
    {"acos", unary(Function::acos, std::acos)},
    {"atan", unary(Function::atan, std::atan)},
    {"sinh", unary(Function::sinh, std::sinh)},
    {"cosh", unary(Function::cosh, std::cosh)},
    {"tanh", unary(Function::tanh, std::tanh)},
    {"asinh", unary(Function::asinh, std::asinh)},
    {"acosh", unary(Function::acosh, std::acosh)},
    {"atanh", unary(Function::atanh, std::atanh)},
    {"erf", unary(Function::erf, std::erf)},
    {"erfc", unary(Function::erfc, std::erfc)},
    {"gamma", unary(Function::gamma, std::tgamma)},
    {"lgamma", unary(Function::lgamma, std::lgamma)},
    {"power", binary(Function::power, std::pow)},
    {"x^2", integer_power(2)},
    {"x^3", integer_power(3)},
    {"x^4", integer_power(4)},
    {"x^5", integer_power(5)},
    {"x^6", integer_power(6)},
    {"x^7", integer_power(7)},
    {"x^8", integer_power(8)},
    {"hypot", binary(Function::hypot, std::hypot)},
    {"atan2", binary(Function::atan2, std::atan2)},
    {"minus_log",
     {[](double x, double) { return minus_log_of(x); }, [](Real x, Real) { return -std::log(x); }}},
    {"exponential", {exponential, exact_exponential}},
    {"normal", {normal, exact_normal}},
};

/// A random point of an interval: `even`, evenly spread; `log`, evenly in the logarithm; `at 1`, 1 - or +
/// 2^-u with u even on the interval; `right angles`, the double nearest to a multiple of pi/2.
double random_point(const std::string& points, const Interval& interval, std::mt19937_64& engine) {
  const auto even = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine);
  };
  const auto [low, high] = interval;
  if (points == "even") return even(low, high);
  if (points == "log") return std::clamp(std::exp2(even(std::log2(low), std::log2(high))), low, high);
  if (points == "at 1") return 1 + (engine() % 2 == 0 ? 1 : -1) * std::exp2(-even(low, high));
  if (points == "right angles") {
    const Real right = std::acos(-1.0L) / 2;
    return static_cast<double>(right * std::nearbyint(static_cast<Real>(even(low, high)) / right));
  }
  ADD_FAILURE() << "no such points: " << points;
  return low;
}

/// |computed - exact| in units of the last place of a double as large as `exact`, or as `least` if that is
/// more.
double ulps(double computed, Real exact, double least) {
  const double magnitude = std::max({static_cast<double>(std::fabs(exact)), Limits::min(), least});
  const double unit = std::ldexp(Limits::epsilon(), std::ilogb(magnitude));
  return static_cast<double>(std::fabs(computed - exact) / unit);
}

double largest_error(const AccuracyRow& row, const Tested& function, std::size_t count) {
  const double least = row.unit == "ULP, of 1 at least" ? 1 : 0;
  std::mt19937_64 engine(20240229);
  double largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = random_point(row.points, row.intervals.front(), engine);
    const double y = random_point(row.points, row.intervals.back(), engine);
    const double error = ulps(function.computed(x, y), function.exact(x, y), least);
    if (!(error <= largest)) largest = error;  // a NaN, too
    EXPECT_LE(error, row.bound + reference_error) << row.function << " of " << x << ", " << y;
    if (testing::Test::HasFailure()) break;
  }
  return largest;
}

TEST(Accuracy, IsAsDocumented) {
  const char* wanted = std::getenv("QUADRILLE_ACCURACY_POINTS");
  const std::size_t count = wanted ? std::stoul(wanted) : 4000;
  std::map<std::string, int> rows;
  for (const auto& row : read_accuracy_table()) {
    const auto function = tested.find(row.function);
    ASSERT_NE(function, tested.end()) << row.function;
    const double largest = largest_error(row, function->second, count);
    ++rows[row.function];
    if (wanted) {
      std::cout << "| `" << row.function << "` | " << row.arguments << " | " << row.points << " | "
                << row.unit << " | " << std::ceil(1000 * largest) / 1000 << " | " << row.bound << " |"
                << std::endl;
    }
  }
  for (const auto& [name, function] : tested) EXPECT_GT(rows[name], 0) << name << " is not documented";
}

}  // namespace
}  // namespace quadrille::vector
