// Random formulas against the simplest evaluator there is: it walks the random tree from which the formula
// was written down. Only correctly rounded operations take part, so the bits must be equal.
#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/value.hpp"

namespace quadrille::formula {
namespace {

using Point = std::map<std::string, double>;

/// A formula with all the parentheses that it may need, the binding of its outermost operator, and its value.
struct Written {
  std::string text;
  int binding;  // 0 or, 1 and, 2 not, 3 comparison, 4 sum, 5 product, 6 sign, 7 power, 8 operand
  std::function<double(const Point&)> value;
};

double truth(bool is_true) { return is_true ? 1 : 0; }

class Writer {
 public:
  explicit Writer(unsigned seed) : engine_(seed) {}

  Written formula(int depth) {
    if (depth == 0) return leaf();
    switch (pick(12)) {
      case 0:
        return infix(depth, "+", 4, [](double a, double b) { return a + b; });
      case 1:
        return infix(depth, "-", 4, [](double a, double b) { return a - b; });
      case 2:
        return infix(depth, "*", 5, [](double a, double b) { return a * b; });
      case 3:
        return infix(depth, "/", 5, [](double a, double b) { return a / b; });
      case 4:
        return infix(depth, " and ", 1, [](double a, double b) { return truth(a != 0 && b != 0); });
      case 5:
        return infix(depth, " or ", 0, [](double a, double b) { return truth(a != 0 || b != 0); });
      case 6:
        return prefix(depth, "-", 6, [](double a) { return -a; });
      case 7:
        return prefix(depth, "not ", 2, [](double a) { return truth(a == 0); });
      case 8:
        return chain(depth);
      case 9:
        return square(depth);
      case 10:
        return choice(depth);
      default:
        return call(depth);
    }
  }

 private:
  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(engine_); }

  Written leaf() {
    if (pick(3) == 0) {
      const int halves = pick(7);
      return {std::to_string(halves / 2) + (halves % 2 != 0 ? ".5" : ""), 8,
              [=](const Point&) { return halves / 2.0; }};
    }
    const std::string name(1, "xyz"[pick(3)]);
    return {name, 8, [=](const Point& point) { return point.at(name); }};
  }
  /// In parentheses if it binds less than `least`, and now and then without need.
  std::string operand(const Written& inner, int least) {
    return inner.binding < least || pick(8) == 0 ? "( " + inner.text + ")" : inner.text;
  }
  Written infix(int depth, const std::string& symbol, int binding, double (*function)(double, double)) {
    const auto left = formula(depth - 1);
    const auto right = formula(depth - 1);
    return {operand(left, binding) + symbol + operand(right, binding + 1), binding,
            [=](const Point& point) { return function(left.value(point), right.value(point)); }};
  }
  Written prefix(int depth, const std::string& symbol, int binding, double (*function)(double)) {
    const auto inner = formula(depth - 1);
    return {symbol + operand(inner, binding), binding,
            [=](const Point& point) { return function(inner.value(point)); }};
  }
  Written chain(int depth) {
    const auto a = formula(depth - 1);
    const auto b = formula(depth - 1);
    const auto c = formula(depth - 1);
    return {operand(a, 4) + " < " + operand(b, 4) + " >= " + operand(c, 4), 3, [=](const Point& point) {
              return truth(a.value(point) < b.value(point) && b.value(point) >= c.value(point));
            }};
  }
  Written square(int depth) {
    const auto inner = formula(depth - 1);
    return {operand(inner, 8) + (pick(2) != 0 ? "^2" : "**2"), 7,
            [=](const Point& point) { return inner.value(point) * inner.value(point); }};
  }
  Written choice(int depth) {
    const auto a = formula(depth - 1);
    const auto b = formula(depth - 1);
    const auto c = formula(depth - 1);
    return {"if(" + a.text + ", " + b.text + "," + c.text + ")", 8,
            [=](const Point& point) { return a.value(point) != 0 ? b.value(point) : c.value(point); }};
  }
  Written call(int depth) {
    struct Named {
      const char* name;
      double (*function)(double);
    };
    static constexpr Named functions[] = {{"abs", [](double a) { return std::fabs(a); }},
                                          {"sqrt", [](double a) { return std::sqrt(a); }},
                                          {"floor", [](double a) { return std::floor(a); }},
                                          {"ceil", [](double a) { return std::ceil(a); }},
                                          {"round", [](double a) { return std::nearbyint(a); }}};
    const auto& named = functions[pick(5)];
    const auto inner = formula(depth - 1);
    return {named.name + ("(" + inner.text + ")"), 8,
            [=, function = named.function](const Point& point) { return function(inner.value(point)); }};
  }

  std::mt19937 engine_;
};

TEST(Formulas, EqualASimpleEvaluator) {
  std::mt19937_64 engine(31);
  std::uniform_int_distribution<int> quarters(-12, 12);
  int numbers = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    const auto written = Writer(seed).formula(static_cast<int>(1 + seed % 5));
    for (int repeat = 0; repeat < 3; ++repeat) {
      const Point point{
          {"x", quarters(engine) / 4.0}, {"y", quarters(engine) / 3.0}, {"z", quarters(engine) / 5.0}};
      const double expected = written.value(point);
      const double computed = value(written.text, point);
      ASSERT_TRUE(same(computed, expected))
          << written.text << " is " << computed << ", not " << expected << ", at " << point.at("x") << ", "
          << point.at("y") << ", " << point.at("z");
      if (!std::isnan(expected)) ++numbers;
    }
  }
  EXPECT_GT(numbers, 2500);
}

}  // namespace
}  // namespace quadrille::formula
