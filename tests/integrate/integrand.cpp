#include "integrate/integrand.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/error.hpp"

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

}  // namespace
}  // namespace quadrille::integrate
