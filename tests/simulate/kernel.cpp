#include "quadrille/simulate/kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "quadrille/work/layout.hpp"
#include "simulate/problems.hpp"

namespace quadrille::simulate {
namespace {

TEST(Layout, CountsBlocksAndCostsTheLastByItsDraws) {
  const auto blocks = [](std::uint64_t draws) {
    return layout(problem("x ~ normal(0, 1)", draws)).group(0).blocks;
  };
  EXPECT_EQ(blocks(0), 0U);
  EXPECT_EQ(blocks(1), 1U);
  EXPECT_EQ(blocks(1024), 1U);
  EXPECT_EQ(blocks(1025), 2U);
  const auto quarter = layout(problem("x ~ normal(0, 1)", 1024 + 256)).group(0);
  EXPECT_DOUBLE_EQ(quarter.last_block_cost, quarter.block_cost / 4);
  EXPECT_GT(quarter.block_cost, 1024);  // more than a nanosecond a draw
}

TEST(Kernel, SummarisesOneBlock) {
  const auto study = problem("a ~ normal(0, 1)\nb = -a", 2000);
  Kernel kernel(study);
  Tally tally;
  const auto leaf = kernel(work::Block{0, 0, 1}, tally);
  Columns columns(2, 2000 - 1024);
  Sampler sample(study);
  sample(1024, columns.spans);
  ASSERT_EQ(leaf.columns.size(), 2U);
  EXPECT_EQ(leaf.columns[0].moments.count, 2000U - 1024);
  EXPECT_EQ(leaf.columns[0].moments.mean,
            statistics::moments_of(columns.values[0], tally.columns[0].grid()).mean);
  EXPECT_EQ(leaf.columns[1].nan.count, 0U);
  EXPECT_EQ(tally.columns[1].count(), 2000U - 1024);
  EXPECT_EQ(tally.columns[1].quantile(0), std::ranges::min(columns.values[1]));
  EXPECT_EQ(tally.columns[1].quantile(1), -*tally.columns[0].quantile(0));
}

TEST(Kernel, CountsNaNAndRemembersTheFirst) {
  const auto study = problem("a ~ normal(0, 1)\nb = if(a > 3, log(-1), a)", 4096, 3);
  Columns columns(2, 4096);
  Sampler sample(study);
  sample(0, columns.spans);
  std::uint64_t count = 0, first = 0;
  for (std::uint64_t i = 4096; i-- > 0;) {
    if (!std::isnan(columns.values[1][i])) continue;
    ++count;
    first = i;
  }
  ASSERT_GT(count, 1U);
  ASSERT_GT(first, block_draws);
  Kernel kernel(study);
  Tally tally;
  Summary summary;
  for (std::uint64_t block = 0; block < 4; ++block) summary.merge(kernel(work::Block{0, 0, block}, tally));
  EXPECT_EQ(summary.columns[1].nan.count, count);
  EXPECT_EQ(summary.columns[1].nan.first, first);
  EXPECT_TRUE(std::isnan(summary.columns[1].moments.mean));
  EXPECT_EQ(summary.columns[0].nan.count, 0U);
  EXPECT_FALSE(std::isnan(summary.columns[0].moments.mean));
}

TEST(Kernel, HasTheSameGridsForAnyNumberOfDraws) {
  const std::string study = "a ~ exponential(3)\nb = a^9";
  Tally few, many;
  Kernel(problem(study, 10))(work::Block{0, 0, 0}, few);
  Kernel(problem(study, 100000))(work::Block{0, 0, 50}, many);
  EXPECT_EQ(few.columns[0].grid(), many.columns[0].grid());
  EXPECT_EQ(few.columns[1].grid(), many.columns[1].grid());
  EXPECT_GT(few.columns[1].grid().refinement.bins(), 100U);
}

TEST(Kernel, SaysHowToRepeatABlock) {
  EXPECT_EQ(Kernel(problem("a ~ normal(0, 1)", 10000, 7)).replay(work::Block{0, 0, 3}),
            "simulate m seed = 7 draw = 3072");
}

TEST(Summary, OfNoDrawsChangesNothing) {
  const auto study = problem("a ~ normal(0, 1)");
  Kernel kernel(study);
  Tally tally;
  const auto leaf = kernel(work::Block{0, 0, 0}, tally);
  Summary left = leaf, right;
  left.merge(Summary{});
  right.merge(leaf);
  EXPECT_EQ(left.columns[0].moments.m4, leaf.columns[0].moments.m4);
  EXPECT_EQ(right.columns[0].moments.m4, leaf.columns[0].moments.m4);
  Tally other;
  other.merge(tally);
  EXPECT_EQ(other.columns[0].count(), 1000U);
}

}  // namespace
}  // namespace quadrille::simulate
