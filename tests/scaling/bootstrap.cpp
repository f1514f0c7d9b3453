#include "scaling/bootstrap.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "random/stream.hpp"

namespace quadrille::scaling {
namespace {

TEST(Bootstrap, medians) {
  EXPECT_EQ(median({3}), 3);
  EXPECT_EQ(median({4, 1}), 2.5);
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({9, 1, 5, 7}), 6);
}

TEST(Bootstrap, equal_values_have_no_spread) {
  const Bootstrap bootstrap({std::vector<double>(10, 2.0), std::vector<double>(10, 1.0)});
  const Estimate ratio = bootstrap([](std::span<const double> medians) { return medians[0] / medians[1]; });
  EXPECT_EQ(ratio.value, 2);
  EXPECT_EQ(ratio.interval->low, 2);
  EXPECT_EQ(ratio.interval->high, 2);
}

TEST(Bootstrap, disturbances_that_columns_share_cancel_in_their_ratio) {
  std::vector<double> first, second;
  for (const double disturbance : {1.0, 1.5, 0.7, 2.0, 1.1, 1.3, 0.9}) {
    first.push_back(2 * disturbance);
    second.push_back(disturbance);
  }
  const Bootstrap bootstrap({first, second});
  const Estimate ratio = bootstrap([](std::span<const double> medians) { return medians[0] / medians[1]; });
  EXPECT_DOUBLE_EQ(ratio.interval->low, 2);
  EXPECT_DOUBLE_EQ(ratio.interval->high, 2);
  const Estimate alone = bootstrap([](std::span<const double> medians) { return medians[0]; });
  EXPECT_LT(alone.interval->low, alone.value);
  EXPECT_GT(alone.interval->high, alone.value);
}

TEST(Bootstrap, few_repeats_have_no_interval) {
  const auto identity = [](std::span<const double> medians) { return medians[0]; };
  EXPECT_FALSE(Bootstrap({{1, 2, 3, 4, 5}})(identity).interval);
  EXPECT_TRUE(Bootstrap({{1, 2, 3, 4, 5, 6}})(identity).interval);
}

TEST(Bootstrap, intervals_cover_the_median) {
  constexpr std::uint64_t trials = 400, repeats = 15;
  const random::Stream stream(1, "test of coverage");
  std::uint64_t covered = 0;
  for (std::uint64_t trial = 0; trial < trials; ++trial) {
    std::vector<double> column(repeats);
    stream.exponentials(trial * repeats, column);
    const auto estimate = Bootstrap({column})([](std::span<const double> medians) { return medians[0]; });
    constexpr double true_median = 0.6931471805599453;  // log 2
    if (estimate.interval->low <= true_median && true_median <= estimate.interval->high) ++covered;
  }
  // The bootstrap of a median of 15 covers about as its nearest order statistics: the 4th and the 12th
  // enclose the median with 1 - 2 P(Bin(15, 1/2) <= 3) = 96.5 %, the 5th and the 11th with 88.2 %. Four
  // standard deviations of a binomial around these: fails by chance once in 10^4.
  EXPECT_GE(covered, 400 * 0.882 - 4 * std::sqrt(400 * 0.882 * 0.118));
  EXPECT_LE(covered, 400 * 0.965 + 4 * std::sqrt(400 * 0.965 * 0.035));
}

TEST(Bootstrap, outliers_are_far_from_the_rest) {
  EXPECT_EQ(outliers({1, 1.01, 0.99, 1.02, 0.98, 1.015, 0.985}), 0U);
  EXPECT_EQ(outliers({1, 1.01, 0.99, 1.02, 0.98, 1.015, 2}), 1U);
  // The median is 1, the median deviation 0.01: the bound is 10 x 1.4826 x 0.01.
  EXPECT_EQ(outliers({0.99, 0.99, 1, 1, 1.01, 1.01, 1.148}), 0U);
  EXPECT_EQ(outliers({0.99, 0.99, 1, 1, 1.01, 1.01, 1.149}), 1U);
  EXPECT_EQ(outliers({1, 1, 1, 1, 5}), 0U);
}

}  // namespace
}  // namespace quadrille::scaling
