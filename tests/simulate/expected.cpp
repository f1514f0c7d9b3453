#include "quadrille/simulate/expected.hpp"

#include <cmath>
#include <optional>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace quadrille::simulate {
namespace {

/// Of the last variable of the model.
std::optional<ExpectedMoments> expected(const std::string& text) {
  return expected_moments(parse_model(text, "m")).back();
}

void expect_moments(const std::string& text, double mean, double sd) {
  const auto moments = expected(text);
  ASSERT_TRUE(moments) << text;
  EXPECT_DOUBLE_EQ(moments->mean, mean) << text;
  EXPECT_DOUBLE_EQ(moments->sd, sd) << text;
}

TEST(ExpectedMoments, OfTheLecture) {
  const auto moments = expected_moments(parse_model(lecture_model(), "m"));
  EXPECT_EQ(moments[0]->mean, 15);
  EXPECT_EQ(moments[0]->sd, 2);
  EXPECT_EQ(moments[5]->mean, 42);
  EXPECT_EQ(moments[5]->sd, std::sqrt(50.0));
}

TEST(ExpectedMoments, OfTheDistributions) {
  expect_moments("x ~ normal(-3, 0.5)", -3, 0.5);
  expect_moments("x ~ uniform(2, 5)", 3.5, 3 / std::sqrt(12.0));
  expect_moments("x ~ exponential(4)", 4, 4);
  expect_moments("x = 2 + exp(0)", 3, 0);
}

TEST(ExpectedMoments, FollowAffineFormulas) {
  const std::string a = "a ~ normal(1, 3)\nb ~ uniform(0, 6)\n";
  expect_moments(a + "y = (a - b)/2 + 10", 9, std::sqrt(9.0 / 4 + 3.0 / 4));
  expect_moments(a + "u = a + b\nv = a - b\ny = u + v", 2, 6);  // b cancels
  expect_moments(a + "u = 2*a\ny = u - 2*a + 7", 7, 0);
  expect_moments(a + "k = exp(0)\ny = a + k", 2, 3);
}

TEST(ExpectedMoments, FollowAnAffineMeanOfANormal) {
  const std::string a = "a ~ normal(1, 3)\n";
  expect_moments(a + "x ~ normal(2*a, 4)", 2, std::sqrt(36.0 + 16));
  expect_moments(a + "x ~ normal(a, 4)\ny = x - a", 0, 4);
}

TEST(ExpectedMoments, OfAnyMagnitude) {
  for (const double unit : {1e-200, 1e-290, 1e200, 1e290}) {
    std::ostringstream model;
    model << "a ~ normal(0, " << 3 * unit << ")\nb ~ normal(0, " << 4 * unit << ")\ny = a + b";
    expect_moments(model.str(), 0, 5 * unit);
  }
}

TEST(ExpectedMoments, OfZeroAreZero) {
  for (const char* model :
       {"x ~ normal(5.1, 1)\ny = 3*x - 15.3", "x ~ uniform(-0.1, 0.3)\ny = x - 0.1",
        "x ~ uniform(0.1, 0.7)\ny = 10*x - 4", "x ~ exponential(0.1)\ny = x - 0.1",
        "x ~ normal(0.1, 1)\nw ~ normal(0.2, 1)\ny = x + w - 0.3", "x ~ normal(1, 1)\ny = x/3 - 1/3",
        "x ~ normal(0, 1)\ny = -x", "x ~ normal(sqrt(2), 1)\ny = x - sqrt(2)", "x ~ normal(-0, 1)\ny = x"}) {
    const auto moments = expected(model);
    ASSERT_TRUE(moments) << model;
    EXPECT_EQ(moments->mean, 0) << model;
    EXPECT_FALSE(std::signbit(moments->mean)) << model;
  }
  const std::string x = "x ~ normal(1, 1)\n";
  EXPECT_EQ(expected(x + "y = 0.1*x + 0.2*x - 0.3*x")->sd, 0);
  EXPECT_EQ(expected(x + "y = x - 0.9999999999999999")->mean, 1e-16);  // no noise
  EXPECT_EQ(expected("x ~ normal(1e-20, 1)\ny = x + 1\nz = y - 1")->mean, 1e-20);
  EXPECT_EQ(expected("x ~ uniform(0.1, 0.7)")->mean, 0.4);
}

TEST(ExpectedMoments, AreAbsentElsewhere) {
  const std::string a = "a ~ normal(1, 3)\n";
  for (const auto* line : {"y = a^2", "y = exp(a)", "y = a*a", "y ~ normal(0, a^2)", "y ~ exponential(a)",
                           "y ~ uniform(a, 5)", "b = a^2\ny = b + 1", "b = a^2\ny ~ normal(b, 1)", "y = 0/0"})
    EXPECT_FALSE(expected(a + line)) << line;
}

}  // namespace
}  // namespace quadrille::simulate
