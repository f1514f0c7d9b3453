#include "formula/linear_form.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::formula {
namespace {

using Coefficients = std::map<std::string, double>;

void expect_form(std::string_view formula, double constant, const Coefficients& coefficients) {
  const auto form = linear_form(parse(formula));
  ASSERT_TRUE(form) << formula;
  EXPECT_EQ(form->constant, constant) << formula;
  EXPECT_EQ(form->coefficients, coefficients) << formula;
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
  EXPECT_EQ(form->coefficients, (Coefficients{{"e", 2}}));
  EXPECT_EQ(linear_form(parse("2*e"))->constant, 2 * 2.718281828459045);
}

}  // namespace
}  // namespace quadrille::formula
