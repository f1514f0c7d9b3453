#include "quadrille/integrate/integrand.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"

namespace quadrille::integrate {
namespace {

double at(const char* formula, double x) {
  double y = 0;
  integrand_of(formula)({&x, 1}, {&y, 1});
  return y;
}

TEST(Integrand, TheOneFreeNameIsTheVariable) {
  EXPECT_EQ(at("1/(1+x^2)", 2), 0.2);
  EXPECT_EQ(at("1/(1+time^2)", 2), 0.2);
  EXPECT_EQ(at("-t", 2), -2);
  EXPECT_EQ(at("pi - pi + u", 2), 2);
}

TEST(Integrand, NoNameIsAConstant) { EXPECT_EQ(at("5", 2), 5); }

TEST(Integrand, TwoNamesAreRefused) {
  try {
    (void)integrand_of("x*y");
    FAIL() << "accepted";
  } catch (const text::InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("'x' and 'y'"));
  }
}

TEST(Integrand, TheDifferentialIsLeftOut) {
  EXPECT_THAT([] { (void)integrand_of("x^2*dx"); },
              testing::ThrowsMessage<text::InputError>(testing::HasSubstr("leave out 'dx'")));
}

TEST(Integrand, AMessageSaysWhereTheFormulaStands) {
  for (const char* formula : {"2*", "x*y", "PI"})
    EXPECT_THAT([&] { (void)integrand_of(formula, "a.ini:3: formula"); },
                testing::ThrowsMessage<text::InputError>(testing::StartsWith("a.ini:3: formula:")));
}

TEST(Integrand, NamesThatLookLikeConstantsAreRefused) {
  const auto refusal = [](const char* formula) -> std::string {
    try {
      (void)integrand_of(formula);
      return "accepted";
    } catch (const text::InputError& error) {
      return error.what();
    }
  };
  EXPECT_EQ(refusal("PI^2/6"),
            "FORMULA: 'PI^2/6' integrates over 'PI', but pi is the constant; give a variable another name, "
            "such as x");
  for (const char* formula : {"Pi", "sin(PI*x)", "E", "exp(E*x)"})
    EXPECT_THAT(refusal(formula), testing::HasSubstr("is the constant; give a variable another name"))
        << formula;
  for (const char* formula : {"NaN", "Inf", "inf", "nan", "Infinity", "x + NAN"})
    EXPECT_THAT(refusal(formula), testing::HasSubstr("no formula has that number; give a variable"))
        << formula;
}

TEST(Integrand, ConstantsWithoutAVariableAreKnown) {
  EXPECT_EQ(constants_alone("e*exp(-e)"), std::vector<std::string>{"e"});
  EXPECT_EQ(constants_alone("pi^2/6 + e"), (std::vector<std::string>{"pi", "e"}));
  for (const char* formula : {"5", "x*exp(-x)", "pi*x", "e^x"})
    EXPECT_TRUE(constants_alone(formula).empty()) << formula;
}

}  // namespace
}  // namespace quadrille::integrate
