#include "quadrille/simulate/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/random/stream.hpp"
#include "quadrille/vector/target.hpp"
#include "simulate/problems.hpp"

namespace quadrille::simulate {
namespace {

random::Stream stream(const std::string& name, std::uint64_t seed = 1) {
  return {seed, "simulate; variable " + name + "; replicate 0; cell 0"};
}

std::vector<std::vector<double>> sampled(const Problem& problem, std::uint64_t first, std::size_t count) {
  Columns columns(problem.columns.size(), count);
  Sampler sample(problem);
  sample(first, columns.spans);
  return columns.values;
}

TEST(Sampler, PlacesEachVariablesOwnNumbers) {
  const auto values =
      sampled(problem("a ~ normal(3, 5)\nb ~ uniform(-1, 4)\nc ~ exponential(0.1)", 1, 77), 12345, 1500);
  for (std::size_t i = 0; i < 1500; ++i) {
    ASSERT_EQ(values[0][i], 3 + 5 * stream("a", 77).normal(12345 + i));
    ASSERT_EQ(values[1][i], -1 + 5 * stream("b", 77).uniform(12345 + i));
    ASSERT_EQ(values[2][i], 0 + 0.1 * stream("c", 77).exponential(12345 + i));
  }
}

TEST(Sampler, ComputesFormulasOfTheSameDraw) {
  const auto values = sampled(problem("a ~ normal(0, 1)\nk = 3\nb = k*a + a*a"), 7, 1300);
  for (std::size_t i = 0; i < 1300; ++i) {
    ASSERT_EQ(values[1][i], 3.0);
    ASSERT_EQ(values[2][i], 3 * values[0][i] + values[0][i] * values[0][i]);
  }
}

TEST(Sampler, TakesParametersFromTheSameDraw) {
  const auto values = sampled(problem("s ~ exponential(2)\n"
                                      "a ~ normal(s, s)\n"
                                      "b ~ uniform(-s, 3)\n"
                                      "c ~ exponential(s)\n"
                                      "d ~ normal(1, s)\n"),
                              0, 1100);
  for (std::size_t i = 0; i < 1100; ++i) {
    const double s = values[0][i];
    ASSERT_EQ(values[1][i], s + s * stream("a").normal(i));
    ASSERT_EQ(values[2][i], -s + (3 + s) * stream("b").uniform(i));
    ASSERT_EQ(values[3][i], s * stream("c").exponential(i));
    ASSERT_EQ(values[4][i], 1 + s * stream("d").normal(i));
  }
}

/// Smallest and largest of 4096 draws of x, as constant or as varying parameters of a uniform.
void expect_within(double low, double high, double smallest_at_most, double largest_at_least) {
  std::ostringstream ends;
  ends.precision(17);
  ends << "l = " << low << "\nh = " << high;
  for (const char* model : {"\nx ~ uniform(l, h)", "\nz ~ normal(0, 1)\nx ~ uniform(l + 0*z, h + 0*z)"}) {
    const auto values = sampled(problem((ends.str() + model).c_str(), 1, 3, "x"), 0, 4096)[0];
    const auto [least, most] = std::ranges::minmax(values);
    EXPECT_GE(least, low) << ends.str() << model;
    EXPECT_LE(least, smallest_at_most) << ends.str() << model;
    EXPECT_LT(most, high) << ends.str() << model;
    EXPECT_GE(most, largest_at_least) << ends.str() << model;
  }
}

TEST(Sampler, AUniformNeverReturnsItsHigh) {
  expect_within(1e15, 1e15 + 8, 1e15, 1e15 + 8 - 0.125);
  expect_within(-1e15 - 8, -1e15, -1e15 - 8, -1e15 - 0.125);
  expect_within(1, 1 + 0x1p-52, 1, 1);  // no double lies between
  expect_within(-0x1p-53, 0, -0x1p-54, -0x1p-64);
  expect_within(0, 5e-324, 0, 0);
  expect_within(-5e-324, 0, -5e-324, -5e-324);
  expect_within(-0.8e308, 0.9e308, -0.79e308, 0.89e308);
}

TEST(Sampler, AUniformMayBeLongerThanTheLargestDouble) {
  const auto values = sampled(problem("a ~ uniform(1.6e308, 1.7e308)\nx ~ uniform(-a, a)"), 0, 4096);
  double sum = 0;
  for (std::size_t i = 0; i < 4096; ++i) {
    ASSERT_LT(std::fabs(values[1][i]), values[0][i]);
    sum += values[1][i] / values[0][i];
  }
  EXPECT_LT(std::fabs(sum / 4096), 5 / std::sqrt(3.0 * 4096));  // 5 standard deviations
}

TEST(Sampler, AUniformOfOneValueIsIt) {
  const auto values = sampled(problem("z ~ normal(0, 1)\na ~ uniform(3, 3)\nb ~ uniform(z, z)"), 0, 100);
  for (std::size_t i = 0; i < 100; ++i) {
    ASSERT_EQ(values[1][i], 3);
    ASSERT_EQ(values[2][i], values[0][i]);
  }
}

TEST(Sampler, GivesNaNWhereADrawsParametersAreImpossible) {
  const auto values = sampled(problem("s ~ normal(0, 1)\n"
                                      "a ~ normal(0, s)\n"
                                      "b ~ uniform(0, s)\n"
                                      "c ~ exponential(s)"),
                              0, 200);
  for (std::size_t i = 0; i < 200; ++i)
    for (std::size_t c = 1; c < 4; ++c)
      ASSERT_EQ(std::isnan(values[c][i]), values[0][i] < 0) << i << ' ' << c;
}

TEST(Sampler, GivesTheSameBitsForAnySplit) {
  const auto model = problem("a ~ normal(0, 1)\ns = exp(a)\nb ~ uniform(-s, s)\ny = a*b", 1, 5, "y,b");
  const auto whole = sampled(model, 0, 5000);
  Sampler sample(model);
  std::size_t first = 0;
  for (std::size_t count = 0; first + count <= 5000; first += count, count = 3 * count + 1) {
    Columns part(2, count);
    sample(first, part.spans);
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(part.values[c][i], whole[c][first + i]);
  }
  EXPECT_GT(first, 1000U);
}

TEST(Sampler, ComputesColumnsInTheOrderAsked) {
  const std::string text = "a ~ normal(0, 1)\nb ~ normal(0, 1)\ny = a + b";
  const auto all = sampled(problem(text), 0, 600);
  const auto some = sampled(problem(text, 1, 1, "y, a"), 0, 600);
  EXPECT_EQ(some, (std::vector{all[2], all[0]}));
}

TEST(Sampler, LeavesAVariableAloneWhenOthersComeAndGo) {
  const auto alone = sampled(problem("x ~ normal(0, 1)"), 0, 100);
  const auto among = sampled(problem("w ~ uniform(0, 1)\nx ~ normal(0, 1)\nz = x"), 0, 100);
  EXPECT_EQ(alone[0], among[1]);
}

TEST(Sampler, GivesTheSameBitsOnEveryTarget) {
  const auto model = problem("a ~ normal(3, 5)\nb ~ exponential(0.1)\nc ~ uniform(a, b)");
  const auto expected = sampled(model, 0, 1003);
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    const auto found = sampled(model, 0, 1003);
    for (std::size_t c = 0; c < 3; ++c)
      for (std::size_t i = 0; i < 1003; ++i)
        ASSERT_TRUE(found[c][i] == expected[c][i] || (std::isnan(found[c][i]) && std::isnan(expected[c][i])))
            << target << ' ' << c << ' ' << i;
  }
  vector::choose_target(vector::available_targets().front());
}

TEST(Sampler, ReachesTheLastDraws) {
  const auto values = sampled(problem("x ~ normal(0, 1)"), (std::uint64_t{1} << 53U) - 3, 3);
  EXPECT_EQ(values[0][2], stream("x").normal((std::uint64_t{1} << 53U) - 1));
}

}  // namespace
}  // namespace quadrille::simulate
