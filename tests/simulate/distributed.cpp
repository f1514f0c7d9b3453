// The kernel under distribute's own plan, fold and gather.
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "quadrille/distribute/run.hpp"
#include "quadrille/distribute/simulated.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "simulate/problems.hpp"

namespace quadrille::simulate {
namespace {

static_assert(work::Kernel<Kernel>);

constexpr auto study_text =
    "a ~ normal(0, 1)\n"
    "b ~ exponential(2)\n"
    "y = if(a > 2.5, log(-1), a*b)\n";

/// Everything in a result, each number as the text that reads back as it.
std::string told(const Problem& problem, const work::Outcome<Kernel>& outcome) {
  std::string text;
  const auto number = [&](std::optional<double> value) {
    text += value ? ' ' + text::shortest(*value) : " null";
  };
  for (const auto& v : result(problem, outcome.at(0).summary, outcome.at(0).tally).variables) {
    text += v.name;
    for (const auto value : {v.mean, v.standard_error, v.sd, v.min, v.max, v.skewness, v.kurtosis})
      number(value);
    for (const auto value : v.quantiles) number(value);
    text += ' ' + std::to_string(v.nan_count) + ' ' + std::to_string(v.first_nan.value_or(0)) + '\n';
  }
  return text;
}

TEST(Distributed, GivesTheSameBitsToAnyTeam) {
  for (const std::uint64_t draws : {0U, 1U, 1024U, 100001U}) {
    const auto study = problem(study_text, draws, 11);
    Kernel kernel(study);
    team::SerialTeam alone("simulate");
    const auto expected = told(study, distribute::run(alone, layout(study), kernel).outcome);
    for (const int ranks : {1, 2, 7, 300}) {
      const auto run = distribute::run(distribute::Simulated{ranks}, layout(study), kernel);
      EXPECT_EQ(told(study, run.outcome), expected) << draws << " draws, " << ranks << " ranks";
    }
  }
}

TEST(Distributed, FoldsBlocksAsTheAlignedTreeDoes) {
  const auto study = problem("a ~ normal(0, 1)", 3 * block_draws, 4);
  Kernel kernel(study);
  Tally tally;
  auto left = kernel(work::Block{.block = 0}, tally);
  left.merge(kernel(work::Block{.block = 1}, tally));
  left.merge(kernel(work::Block{.block = 2}, tally));
  team::SerialTeam alone("simulate");
  const auto run = distribute::run(alone, layout(study), kernel);
  EXPECT_EQ(run.outcome.at(0).summary.columns[0].moments.m2, left.columns[0].moments.m2);
}

}  // namespace
}  // namespace quadrille::simulate
