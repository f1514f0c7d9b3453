#include "simulate/sampler.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "simulate/problems.hpp"
#include "vector/target.hpp"

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
