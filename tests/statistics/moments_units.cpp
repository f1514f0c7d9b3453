// Moments of data that are far larger than what the grid was made from.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/statistics/grid.hpp"
#include "quadrille/statistics/moments.hpp"

namespace quadrille::statistics {
namespace {

constexpr std::size_t block = 1024;

/// Blocks of 1024, folded from the left, on the grid of the first.
Moments folded(std::span<const double> data, const Grid& grid) {
  Moments all;
  for (std::size_t at = 0; at < data.size(); at += block)
    all.merge(moments_of(data.subspan(at, std::min(block, data.size() - at)), grid));
  return all;
}

struct Oracle {
  double mean, sd, skewness, kurtosis;
};

/// In long doubles, whose exponents have 15 bits.
Oracle oracle(std::span<const double> data) {
  const auto n = static_cast<long double>(data.size());
  long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
  for (const double x : data) mean += x / n;
  for (const double x : data) {
    const long double d = x - mean;
    m2 += d * d;
    m3 += d * d * d;
    m4 += d * d * d * d;
  }
  return {static_cast<double>(mean), static_cast<double>(std::sqrt(m2 / (n - 1))),
          static_cast<double>((m3 / n) / (m2 / n * std::sqrt(m2 / n))),
          static_cast<double>((m4 / n) / (m2 / n * (m2 / n)))};
}

/// 20 blocks of values near `usual`, among which from the second block on every 700th is `other`.
std::vector<double> data_of(double usual, double other) {
  std::vector<double> data(20 * block);
  for (std::size_t i = 0; i < data.size(); ++i)
    data[i] = i >= block && i % 700 == 0 ? other : usual * (1 + 1e-3 * static_cast<double>(i % 17));
  return data;
}

TEST(MomentsUnits, LargeValuesThatThePilotDidNotSee) {
  for (const auto& [usual, other] :
       {std::pair(1e-200, 1.0), std::pair(1e-300, 1e300), std::pair(1.0, 1e200), std::pair(-1e-100, -1e100),
        std::pair(1e-310, 1.0), std::pair(1.0, 1e308)}) {
    const auto data = data_of(usual, other);
    const Grid grid = grid_of(std::span(data).first(block));
    const Moments moments = folded(data, grid);
    const Oracle expected = oracle(data);
    SCOPED_TRACE(usual);
    SCOPED_TRACE(other);
    EXPECT_NEAR(moments.mean_of_data(grid) / expected.mean, 1, 1e-13);
    EXPECT_NEAR(moments.in_data(*moments.sd(), grid) / expected.sd, 1, 1e-13);
    EXPECT_NEAR(*moments.skewness() / expected.skewness, 1, 1e-12);
    EXPECT_NEAR(*moments.kurtosis() / expected.kurtosis, 1, 1e-12);
    EXPECT_TRUE(moments.dominance() > 0 && moments.dominance() < 1);
  }
}

TEST(MomentsUnits, SmallValuesBesideLargeOnesInThePilot) {
  std::vector<double> data(20 * block);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = i == 0 ? 1 : i % 2 == 0 ? 1e-200 : 3e-200;
  const Grid grid = grid_of(std::span(data).first(block));
  const Moments moments = folded(data, grid);
  EXPECT_NEAR(moments.mean_of_data(grid) * static_cast<double>(data.size()), 1, 1e-13);
  EXPECT_NEAR(moments.in_data(*moments.sd(), grid) / oracle(data).sd, 1, 1e-13);
}

TEST(MomentsUnits, OppositeEndsOfTheRangeOfDoubles) {
  std::vector<double> data(2 * block);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = i % 2 == 0 ? 1.5e308 : -1.5e308;
  const Grid grid = grid_of(std::span(data).first(block));
  const Moments moments = folded(data, grid);
  EXPECT_NEAR(moments.mean_of_data(grid) / 1.5e308, 0, 1e-13);
  EXPECT_NEAR(moments.in_data(*moments.sd(), grid) / 1.5e308, 1, 1e-3);
  EXPECT_NEAR(*moments.kurtosis(), 1, 1e-12);
}

TEST(MomentsUnits, TheOrderOfUnitsHasNoPartInTheLargest) {
  const std::vector<double> small(block, 1e-250), large = data_of(1e100, 1e120);
  const Grid grid = grid_of(small);
  Moments forth = moments_of(small, grid), back = folded(large, grid);
  const Moments other = forth;
  forth.merge(back);
  back.merge(other);
  EXPECT_EQ(forth.exponent, back.exponent);
  EXPECT_EQ(forth.count, back.count);
  EXPECT_NEAR(forth.mean_of_data(grid) / back.mean_of_data(grid), 1, 1e-14);
}

}  // namespace
}  // namespace quadrille::statistics
