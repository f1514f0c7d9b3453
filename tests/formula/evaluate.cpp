#include <array>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/value.hpp"
#include "quadrille/vector/functions.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::formula {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const std::vector<std::string> xy{"x", "y"};

std::vector<double> uniforms(std::size_t count, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform(-3, 3);
  std::vector<double> values(count);
  for (double& value : values) value = uniform(engine);
  return values;
}

// They run chains, block functions, and both.
const char* const formulas[] = {"1/(1+x^2)",
                                "exp(-x)*sin(10*x)",
                                "x^2 + y^2 < 1",
                                "if(x < 0, log(-x), y)",
                                "(x + y)*(x - y)/(1 + (x + y)^2)",
                                "max(x, y, 0) - min(x, -y)",
                                "x^3.5 + lgamma(abs(y) + 1)*x",
                                "not x or y > 1 and -1 < x <= y",
                                "3",
                                "y"};

TEST(Evaluator, BitsDoNotDependOnLengthOrPlace) {
  const auto x = uniforms(3000, 1);
  const auto y = uniforms(3000, 2);
  for (const std::string formula : formulas) {
    Evaluator evaluate(compile(parse(formula), xy));
    std::vector<double> alone(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) alone[i] = evaluate(std::array{x[i], y[i]});
    for (const std::size_t length : {0, 1, 7, 8, 9, 127, 128, 1023, 1025, 2048, 2991}) {
      const std::array inputs{x.data() + 9, y.data() + 9};
      std::vector<double> out(length + 1, 42);
      evaluate(inputs, std::span(out).first(length));
      for (std::size_t i = 0; i < length; ++i)
        ASSERT_TRUE(same(out[i], alone[i + 9])) << formula << " at " << i;
      EXPECT_EQ(out[length], 42) << formula << " wrote past the end of " << length;
    }
  }
}

TEST(Evaluator, BitsDoNotDependOnTheTarget) {
  const auto x = uniforms(1000, 3);
  const auto y = uniforms(1000, 4);
  const auto targets = vector::available_targets();
  for (const std::string formula : formulas) {
    std::vector<double> expected(x.size());
    for (const auto& target : targets) {
      vector::choose_target(target);
      std::vector<double> out(x.size());
      Evaluator(compile(parse(formula), xy))(std::array{x.data(), y.data()}, out);
      if (target == targets.front()) expected = out;
      for (std::size_t i = 0; i < x.size(); ++i)
        ASSERT_TRUE(same(out[i], expected[i])) << formula << ", " << target;
    }
    vector::choose_target(targets.front());
  }
}

TEST(Evaluator, MayWriteOverAnInput) {
  auto x = uniforms(1500, 5);
  const auto before = x;
  Evaluator evaluate(compile(parse("x*x + exp(x)"), std::vector<std::string>{"x"}));
  evaluate(std::array<const double*, 1>{x.data()}, x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    ASSERT_EQ(x[i], before[i] * before[i] + vector::apply(vector::Function::exp, before[i]));
  }
}

TEST(Evaluator, TakesInputsByNumber) {
  const std::vector<std::string> names{"unused", "b", "other", "a"};
  Evaluator evaluate(compile(parse("a - b"), names));
  EXPECT_EQ(evaluate(std::array{nan, 2.0, nan, 5.0}), 3);
  EXPECT_THROW(evaluate(std::array{1.0, 2.0}), std::invalid_argument);
  std::vector<double> out(8);
  EXPECT_THROW(evaluate(std::array{out.data()}, out), std::invalid_argument);
}

TEST(Evaluator, IfTakesOneSideOnly) {
  EXPECT_EQ(value("if(x > 0, log(x), 7)", {{"x", -1}}), 7);
  EXPECT_EQ(value("if(x != 0, sin(x)/x, 1)", {{"x", 0}}), 1);
  EXPECT_TRUE(std::isnan(value("if(x > 0, 7, log(x))", {{"x", -1}})));
  EXPECT_EQ(value("if(x, 1, 2)", {{"x", nan}}), 1);
  EXPECT_EQ(value("if(x > 0, 1, 2)", {{"x", nan}}), 2);
}

TEST(Evaluator, ComparisonsWithNanAreFalse) {
  for (const char* formula : {"x < 1", "x <= 1", "x > 1", "x >= 1", "x == x"})
    EXPECT_EQ(value(formula, {{"x", nan}}), 0);
  EXPECT_EQ(value("x != x", {{"x", nan}}), 1);
  EXPECT_EQ(value("not x < 1", {{"x", nan}}), 1);
}

TEST(Powers, OfSmallWholeNumbersMultiply) {
  for (const double x : uniforms(200, 6)) {
    const double x2 = x * x;
    const double x4 = x2 * x2;
    EXPECT_EQ(value("x^2", {{"x", x}}), x2);
    EXPECT_EQ(value("x^3", {{"x", x}}), x2 * x);
    EXPECT_EQ(value("x^4", {{"x", x}}), x4);
    EXPECT_EQ(value("x^5", {{"x", x}}), x4 * x);
    EXPECT_EQ(value("x^8", {{"x", x}}), x4 * x4);
    EXPECT_EQ(value("x^-1", {{"x", x}}), 1 / x);
    EXPECT_EQ(value("x^9", {{"x", x}}), vector::apply(vector::Function::power, x, 9));
    EXPECT_EQ(value("pow(x, 2)", {{"x", x}}), x2);
    EXPECT_EQ(value("(x + 1)^2", {{"x", x}}), (x + 1) * (x + 1));
  }
}

TEST(Powers, KeepTheCasesOfIeee754) {
  EXPECT_EQ(value("x^0", {{"x", nan}}), 1);
  EXPECT_TRUE(same(value("x^0.5", {{"x", -0.0}}), 0.0));
  EXPECT_EQ(value("x^0.5", {{"x", -inf}}), inf);
  EXPECT_EQ(value("x^0.5", {{"x", 2}}), std::sqrt(2.0));
  EXPECT_EQ(value("x^-1", {{"x", -0.0}}), -inf);
  EXPECT_TRUE(std::isnan(value("x^0.5", {{"x", -4}})));
}

TEST(Constants, AreFoldedToTheBitsOfVariables) {
  for (const double x : uniforms(100, 7)) {
    const double read = std::stod(std::to_string(x));
    const std::string folded = "(" + std::to_string(x) + ")";
    for (const std::string function : {"exp", "sin", "cbrt", "erf", "tanh", "gamma"}) {
      EXPECT_TRUE(same(value(function + folded), value(function + "(x)", {{"x", read}})))
          << function << folded;
    }
    EXPECT_EQ(value(folded + "^3"), value("x^3", {{"x", read}}));
    EXPECT_TRUE(same(value(folded + "^2.5"), value("x^2.5", {{"x", read}})));
  }
}

}  // namespace
}  // namespace quadrille::formula
