#include "integrate/sums.hpp"

#include <array>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "vector/target.hpp"

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
        EXPECT_EQ(weighted_sum(a, b), std::inner_product(a.begin(), a.end(), b.begin(), 0.0));
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
    EXPECT_EQ(adjacent_sum(widths, values, before, lanes), expected);
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
        if (step * step > expected.largest) expected.largest = step * step, expected.at = i;
      }
      const Steps found = steps(a, b);
      EXPECT_EQ(found.squares, expected.squares);
      EXPECT_EQ(found.largest, expected.largest);
      EXPECT_EQ(found.at, expected.at);
    }
  }
  vector::choose_target(vector::available_targets().front());
}

TEST(Sums, OfEqualStepsTheFirstIsTheLargest) {
  const std::vector<double> value = {0, 0, 5, 5, 0, 0, 0, 0, 0, 0, 5, 5, 0};
  EXPECT_EQ(steps(value, value).at, 2U);
  EXPECT_EQ(steps(value, value).largest, 25);
}

}  // namespace
}  // namespace quadrille::integrate
