#include "quadrille/scaling/bootstrap.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "quadrille/random/stream.hpp"

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

TEST(Bootstrap, intervals_hold_the_truth_as_often_as_they_say) {
  constexpr std::uint64_t trials = 100;
  const double true_median = 1 + std::log(2);  // of 1 + Exp(1)
  const auto holds = [](const Estimate& estimate, double truth) {
    return estimate.interval->low <= truth && truth <= estimate.interval->high ? 1U : 0U;
  };
  for (const std::size_t repeats : {6U, 15U}) {
    const random::Stream stream(repeats, "test of coverage");
    unsigned medians_held = 0, ratios_held = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
      std::vector<std::vector<double>> columns(2, std::vector<double>(repeats));
      for (std::size_t column = 0; column < 2; ++column) {
        stream.exponentials((2 * trial + column) * repeats, columns[column]);
        for (double& value : columns[column]) value += 1;
      }
      const Bootstrap bootstrap(columns);
      medians_held += holds(bootstrap([](auto medians) { return medians[0]; }), true_median);
      ratios_held += holds(bootstrap([](auto medians) { return medians[0] / medians[1]; }), 1);
    }
    // Four standard deviations of a binomial below 95 %: fails by chance once in 10^4.
    const double fewest = trials * 0.95 - 4 * std::sqrt(trials * 0.95 * 0.05);
    EXPECT_GE(medians_held, fewest) << repeats;
    EXPECT_GE(ratios_held, fewest) << repeats;
  }
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
