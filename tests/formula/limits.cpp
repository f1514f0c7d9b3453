// Formulas that would be too much for a careless parser: each is evaluated or refused, in time linear in its
// length. (An exponential one would not end.)
#include <string>

#include <gtest/gtest.h>

#include "formula/value.hpp"
#include "text/refused.hpp"

namespace quadrille::formula {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string message(const std::string& formula) {
  return refused([&] { value(formula, {{"x", 1}}); });
}

TEST(Limits, NestingUpToTheLimitIsEvaluated) {
  const std::size_t n = deepest_nesting;
  EXPECT_EQ(value(repeated("(", n) + "x" + repeated(")", n), {{"x", 5}}), 5);
  EXPECT_EQ(value(repeated("-", n) + "x", {{"x", 5}}), 5);
  EXPECT_EQ(value(repeated("+", n) + "x", {{"x", 5}}), 5);
  EXPECT_EQ(value(repeated("not ", n) + "x", {{"x", 5}}), 1);
  EXPECT_EQ(value(repeated("x^", n) + "x", {{"x", 1}}), 1);
  EXPECT_EQ(value(repeated("abs(", n) + "x" + repeated(")", n), {{"x", -5}}), 5);
  EXPECT_EQ(value(repeated("if(1,", n) + "x" + repeated(",0)", n), {{"x", 5}}), 5);
  EXPECT_EQ(value(repeated("(1+", n) + "x" + repeated(")", n), {{"x", 5}}), 205);
}

TEST(Limits, DeeperNestingIsRefused) {
  const std::size_t many = 20000;
  for (const std::string text :
       {"(", "-", "+", "not ", "x^", "x**-", "abs(", "min(1,", "if(1,", "(1+(2*", "-(", "x<(x<"}) {
    const auto told = message(repeated(text, many / text.size()));
    EXPECT_NE(told.find("nested more than 200 deep; split the formula\n"), std::string::npos)
        << text << ": " << told;
  }
  const auto told = message(repeated("(", 201) + "x" + repeated(")", 201));
  EXPECT_TRUE(told.starts_with("FORMULA:1:202: nested more than 200 deep; split the formula\n")) << told;
}

TEST(Limits, LongChainsAreEvaluated) {
  const std::size_t many = 16000;
  EXPECT_EQ(value("x" + repeated("+x", many), {{"x", 1}}), 16001);
  EXPECT_EQ(value("x" + repeated("-x", many), {{"x", 1}}), -15999);
  EXPECT_EQ(value("x" + repeated("*x", many), {{"x", 1}}), 1);
  EXPECT_EQ(value("x" + repeated("<=x", many), {{"x", 1}}), 1);
  EXPECT_EQ(value("x" + repeated(" or x", many / 2), {{"x", 0}}), 0);
  EXPECT_EQ(value("x" + repeated("+(x)", many / 2), {{"x", 1}}), 8001);
  EXPECT_EQ(value("min(2" + repeated(",x", many) + ")", {{"x", 1}}), 1);
  EXPECT_EQ(value("1" + repeated("+1", many)), 16001);
}

TEST(Limits, ManyDistinctTermsAreEvaluated) {
  std::string sum = "0";
  double expected = 0;
  for (int i = 1; i <= 4000; ++i) {
    sum += "+x*" + std::to_string(i);
    expected += 3.0 * i;
  }
  EXPECT_EQ(value(sum, {{"x", 3}}), expected);
}

TEST(Limits, LongFormulasAreRefused) {
  EXPECT_EQ(value("1" + std::string(longest_formula - 1, ' ')), 1);
  EXPECT_EQ(message("1" + std::string(longest_formula, ' ')),
            "FORMULA: the formula has 65537 bytes, more than the 65536 that are allowed; split it");
}

TEST(Limits, LongErrorsAreShort) {
  EXPECT_LT(message("x" + repeated("+x", 16000) + "+").size(), 300U);
  EXPECT_LT(message(std::string(60000, 'y')).size(), 400U);
  EXPECT_LT(message(std::string(60000, 'y') + "(1)").size(), 400U);
}

}  // namespace
}  // namespace quadrille::formula
