#include "quadrille/integrate/sums.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/vector/target.hpp"

namespace quadrille::integrate {
namespace {

// Small whole numbers: every order of addition is exact.
std::vector<double> whole_numbers(std::size_t count, int factor) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<double>((i * 7919 + 13) % 1000) * factor;
  return values;
}

TEST(Sums, AreExactOnWholeNumbersForEveryLengthAndTarget) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    for (std::size_t count = 0; count <= 50; ++count) {
      const auto a = whole_numbers(count, 1), b = whole_numbers(count, -2);
      EXPECT_EQ(sum(a), std::accumulate(a.begin(), a.end(), 0.0));
      double means = 0, squares = 0, fourths = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const double d = a[i] - b[i];
        means += (a[i] + b[i]) / 2;
        squares += d * d;
        fourths += d * d * d * d;
      }
      const PairSums pairs = pair_sums(a, b);
      EXPECT_EQ(pairs.means, means);
      EXPECT_EQ(pairs.squares, squares);
      EXPECT_EQ(pairs.fourths, fourths);
      if (count % 8 == 0) {
        WeightedSum weighted;
        weighted.add(a, b);
        EXPECT_EQ(weighted.total(), std::inner_product(a.begin(), a.end(), b.begin(), 0.0));
      }
    }
  }
  vector::choose_target(vector::available_targets().front());
}

TEST(Sums, AdjacentValuesStandEightApart) {
  const auto widths = whole_numbers(24, 1), values = whole_numbers(24, 3);
  const std::array<double, 8> before = {1, 2, 3, 4, 5, 6, 7, 8};
  for (std::size_t lanes = 1; lanes <= 8; ++lanes) {
    double expected = 0;
    for (std::size_t i = 0; i < 16 + lanes; ++i) {
      expected += widths[i] * (values[i] + (i < 8 ? before[i] : values[i - 8]));
    }
    AdjacentSum adjacent(before);
    adjacent.add(std::span(widths).first(16), std::span(values).first(16));
    EXPECT_EQ(adjacent.total(std::span(widths).last<8>(), std::span(values).last<8>(), lanes), expected);
  }
}

TEST(Sums, HaveTheSameBitsHoweverTheyAreCut) {
  std::vector<double> weights(200), values(200);
  for (std::size_t i = 0; i < 200; ++i) {
    weights[i] = 1 / (1.0 + static_cast<double>(i));
    values[i] = 1 / (3.0 + static_cast<double>(i * i));
  }
  WeightedSum weighted_whole;
  AdjacentSum adjacent_whole({});
  weighted_whole.add(weights, values);
  adjacent_whole.add(weights, values);
  for (const std::size_t piece : {32U, 64U, 96U}) {
    WeightedSum weighted;
    AdjacentSum adjacent({});
    for (std::size_t at = 0; at < 200; at += piece) {
      const std::size_t size = std::min<std::size_t>(piece, 200 - at);
      weighted.add(std::span(weights).subspan(at, size), std::span(values).subspan(at, size));
      adjacent.add(std::span(weights).subspan(at, size), std::span(values).subspan(at, size));
    }
    EXPECT_EQ(weighted.total(), weighted_whole.total()) << piece;
    const std::array<double, 8> last{1, 2, 3, 4, 5, 6, 7, 8};
    EXPECT_EQ(adjacent.total(last, last, 8), adjacent_whole.total(last, last, 8)) << piece;
  }
}

TEST(Sums, StepsAreThoseOfTheMeans) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    for (std::size_t count = 1; count <= 50; ++count) {
      const auto a = whole_numbers(count, 1), b = whole_numbers(count, -3);
      Steps expected;
      for (std::size_t i = 1; i < count; ++i) {
        const double step = (a[i] + b[i]) / 2 - (a[i - 1] + b[i - 1]) / 2;
        expected.squares += step * step;
        if (step * step > expected.largest.square) expected.largest = {step * step, i};
      }
      const Steps found = steps(a, b);
      EXPECT_EQ(found.squares, expected.squares);
      EXPECT_EQ(found.largest.square, expected.largest.square);
      EXPECT_EQ(found.largest.at, expected.largest.at);
    }
  }
  vector::choose_target(vector::available_targets().front());
}

TEST(Sums, OfEqualStepsTheFirstIsTheLargest) {
  const std::vector<double> value = {0, 0, 5, 5, 0, 0, 0, 0, 0, 0, 5, 5, 0};
  EXPECT_EQ(steps(value, value).largest.at, 2U);
  EXPECT_EQ(steps(value, value).largest.square, 25);
}

// On paper: 49 is above 25 times 1, and not above 25 times 4.
TEST(Sums, AStepTowersOverWhatSurroundsIt) {
  const std::vector<double> low = {0, 1, 0, 7, 8, 7, 8, 7}, high = low;
  EXPECT_EQ(steps(low, high).tower.square, 49);
  EXPECT_EQ(steps(low, high).tower.at, 3U);
  std::vector<double> apart = high;
  apart[3] = 5;  // the points of the stratum behind the step are two apart, and their mean one lower
  EXPECT_EQ(steps(low, apart).tower.square, 0);
  EXPECT_EQ(steps({{0, 7, 8, 7, 8}}, {{0, 7, 8, 7, 8}}).first_tower.square, 49);
  EXPECT_EQ(steps({{8, 7, 8, 7, 0}}, {{8, 7, 8, 7, 0}}).last_tower.at, 4U);
  EXPECT_EQ(steps({{0, 1, 2, 3, 4}}, {{0, 1, 2, 3, 4}}).tower.square, 0);
}

}  // namespace
}  // namespace quadrille::integrate
