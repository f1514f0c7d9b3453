#include "quadrille/formula/linear_form.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::formula {
namespace {

using Coefficients = std::map<std::string, double>;

Coefficients values_of(const LinearForm& form) {
  Coefficients values;
  for (const auto& [name, coefficient] : form.coefficients) values[name] = coefficient.value();
  return values;
}

void expect_form(std::string_view formula, double constant, const Coefficients& coefficients) {
  const auto form = linear_form(parse(formula));
  ASSERT_TRUE(form) << formula;
  EXPECT_EQ(form->constant.value(), constant) << formula;
  EXPECT_EQ(values_of(*form), coefficients) << formula;
}

TEST(LinearForm, OfTheLab) {
  expect_form("alpha + x1 + 2*x2 + 1/2*x3 + eps", 0,
              {{"alpha", 1}, {"x1", 1}, {"x2", 2}, {"x3", 0.5}, {"eps", 1}});
}

TEST(LinearForm, OfAffineFormulas) {
  expect_form("3", 3, {});
  expect_form("sqrt(16) + 2^3", 12, {});
  expect_form("x", 0, {{"x", 1}});
  expect_form("-x + 1", 1, {{"x", -1}});
  expect_form("-(x - 2*(y - 3))/4", -1.5, {{"x", -0.25}, {"y", 0.5}});
  expect_form("x + x", 0, {{"x", 2}});
  expect_form("3*x/10", 0, {{"x", 0.3}});
  expect_form("x - x", 0, {{"x", 0}});
}

// Sums of decimals that doubles round; the right values are those of the decimals.
TEST(LinearForm, OfDecimalsAsTheyWereWritten) {
  expect_form("0.1 + 0.2 - 0.3", 0, {});
  expect_form("3*(x - 5.1) + 15.3", 0, {{"x", 3}});
  expect_form("0.1*x + 0.2*x - 0.3*x", 0, {{"x", 0}});
  expect_form("x/3 + x/3 + x/3 - x", 0, {{"x", 0}});
  expect_form("0.1 + 0.7", 0.8, {});
  expect_form("1e-20 + 1 - 1", 1e-20, {});  // no noise
  expect_form("-0", 0, {});
  expect_form("1e300*1e-300 - 1", 0, {});
  expect_form("4.35*100", 435, {});
}

TEST(Wide, IsTheDecimalBehindADouble) {
  for (const double number : {0.0, 1.0, 0.1, -2.5, 1e22, 1e23, 1e-5, 123456.789, 1e300, 1e-300, 5e-324,
                              1.7976931348623157e308, 0x1p53, 0.30000000000000004}) {
    EXPECT_EQ(decimal(number).value(), number) << number;
    EXPECT_EQ(decimal(-number).value(), number == 0 ? 0 : -number) << number;
  }
  // 1/10 is less than the double 0.1 by 5.55e-18, to 53 bits.
  EXPECT_EQ(decimal(0.1).low, -0x1.999999999999ap-58);
  EXPECT_TRUE(std::isinf(decimal(HUGE_VAL).high));
}

TEST(Wide, KnowsWhatItDoesNotKnow) {
  const Wide third = decimal(1) / decimal(3);
  EXPECT_EQ((third + third + third - decimal(1)).value(), 0);
  EXPECT_EQ((computed(0.1) + computed(0.2) - computed(0.3)).value(), 0);
  EXPECT_EQ((computed(0.1) - computed(0.0999)).value(), 0.1 - 0.0999);
  EXPECT_TRUE(std::isnan((decimal(0) / decimal(0)).value()));
  EXPECT_FALSE(std::signbit((-decimal(0)).value()));
}

TEST(LinearForm, OfNothingElse) {
  for (const char* formula : {"x*y", "x^2", "1/x", "exp(x)", "x < 1", "0 < x < 1", "abs(x)", "x*x",
                              "min(x, y)", "x + x*y", "not x", "-exp(x)", "if(x, 1, 2)"}) {
    EXPECT_FALSE(linear_form(parse(formula))) << formula;
  }
}

TEST(LinearForm, VariablesShadowConstants) {
  const std::vector<std::string> variables{"e"};
  const auto form = linear_form(parse("2*e"), variables);
  ASSERT_TRUE(form);
  EXPECT_EQ(values_of(*form), (Coefficients{{"e", 2}}));
  EXPECT_EQ(linear_form(parse("2*e"))->constant.value(), 2 * 2.718281828459045);
}

}  // namespace
}  // namespace quadrille::formula
