// The joint law of sorted uniforms, not only its margins: bounds as in distributions.cpp.
#include "quadrille/random/sorted_uniforms.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "goodness.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::random {
namespace {

struct Points {
  std::vector<double> position;  // of the right ends of all n + 1 spacings, in order
  std::vector<double> width;
};

std::size_t entry(const SpacingsBlock& block, std::size_t rank) {
  std::size_t lane = 0;
  while (true) {
    const std::size_t rows = lane < block.full_lanes ? block.rows : block.rows - 1;
    if (rank < rows) return 8 * rank + lane;
    rank -= rows;
    ++lane;
  }
}

std::vector<double> positions(const SpacingsBlock& block) {
  std::vector<double> all(block.weight().size());
  Positions(block).next(all);
  return all;
}

void append(const SpacingsBlock& block, Points& points) {
  const auto position = positions(block);
  for (std::size_t rank = 0; rank < block.count; ++rank) {
    points.position.push_back(position[entry(block, rank)]);
    points.width.push_back(block.scale * block.weight()[entry(block, rank)]);
  }
}

Points all_points(std::uint64_t seed, std::uint64_t n, Interval interval = {}) {
  SortedUniforms uniforms(seed, "test", n, interval);
  SpacingsBlock block;
  Points points;
  for (std::uint64_t b = 0; b < SortedUniforms::blocks(n); ++b) {
    uniforms.draw(b, block);
    append(block, points);
  }
  return points;
}

TEST(SortedUniforms, AscendInTheIntervalByTheirWidthsButForRounding) {
  for (const std::uint64_t n : {0U, 1U, 2U, 7U, 8U, 9U, 100U, 4095U, 4096U, 4097U, 20'000U}) {
    const Points points = all_points(5, n, {-3, 4});
    ASSERT_EQ(points.position.size(), n + 1);
    double left = -3, total = 0;
    for (std::size_t i = 0; i <= n; ++i) {
      ASSERT_GT(points.width[i], 0);
      ASSERT_NEAR(points.position[i] - left, points.width[i], 1e-13) << n << ' ' << i;
      ASSERT_GE(points.position[i], -3);
      ASSERT_LE(points.position[i], 4);
      left = points.position[i];
      total += points.width[i];
    }
    EXPECT_NEAR(left, 4, 1e-13);
    EXPECT_NEAR(total, 7, 1e-11);
  }
}

// The simple version of a lone block: lane l of rows 2 g and 2 g + 1 has the pair that words l and 8 + l of
// group g make, and the widths are the pairs' parts of their sum.
TEST(SortedUniforms, AreExponentialPairsOverTheirSum) {
  const auto unit = [](std::uint64_t bits, int count) {
    return std::ldexp(static_cast<double>(bits) + 0.5, -count);
  };
  for (const std::uint64_t n : {1U, 7U, 15U, 16U, 40U, 200U, 4095U}) {
    SortedUniforms uniforms(9, "test", n, {0, 3});
    SpacingsBlock block;
    uniforms.draw(0, block);
    const Stream stream(9, "test; spacings");
    std::vector<long double> part(16 * (n / 16 + 1));
    for (std::size_t i = 0; i < part.size(); i += i % 16 == 7 ? 9 : 1) {
      const std::uint64_t first = stream.bits(i), second = stream.bits(i + 8), low = 0xfffff;
      const long double both = -std::log(static_cast<long double>(unit(first >> 20, 44)) *
                                         static_cast<long double>(unit(second >> 20, 44)));
      const std::uint64_t share = ((first & low) ^ (second >> 20 & low)) << 20 | (second & low);
      part[i] = both * static_cast<long double>(unit(share, 40));
      part[i + 8] = both - part[i];
    }
    long double sum = 0;
    for (std::size_t rank = 0; rank <= n; ++rank) sum += part[entry(block, rank)];
    for (std::size_t rank = 0; rank <= n; ++rank) {
      const long double width = 3 * part[entry(block, rank)] / sum;
      EXPECT_NEAR(block.scale * block.weight()[entry(block, rank)], static_cast<double>(width),
                  static_cast<double>(1e-12L * width + 1e-15L / static_cast<long double>(n)))
          << n << ' ' << rank;
    }
  }
}

TEST(SortedUniforms, AnyBlockAloneIsTheSameToTheBit) {
  constexpr std::uint64_t n = 50'000;
  const Points points = all_points(6, n);
  for (const std::uint64_t b : {12U, 3U, 0U, 7U, 4U, 5U}) {
    SortedUniforms fresh(6, "test", n, {});
    Points alone;
    SpacingsBlock block;
    fresh.draw(b, block);
    append(block, alone);
    for (std::size_t i = 0; i < alone.width.size(); ++i) {
      ASSERT_EQ(alone.width[i], points.width[b * SortedUniforms::block_spacings + i]);
      ASSERT_EQ(alone.position[i], points.position[b * SortedUniforms::block_spacings + i]);
    }
  }
}

TEST(SortedUniforms, PositionsAreTheSameInPieces) {
  for (const std::uint64_t n : {0U, 7U, 8U, 100U, 4000U}) {
    SortedUniforms uniforms(7, "test", n, {-1, 3});
    SpacingsBlock block;
    uniforms.draw(0, block);
    const auto whole = positions(block);
    std::vector<double> pieces(whole.size());
    Positions run(block);
    for (std::size_t at = 0; at < whole.size(); at += 64)
      run.next(std::span(pieces).subspan(at, std::min<std::size_t>(64, whole.size() - at)));
    EXPECT_EQ(pieces, whole) << n;
    const auto ends = lane_ends(block);
    EXPECT_TRUE(std::ranges::equal(ends, std::span(whole).last(8))) << n;
    for (std::size_t lane = 0; lane < 8; ++lane)  // the end of one is the start of the next
      EXPECT_NEAR(block.start[lane], lane == 0 ? -1 : ends[lane - 1], 1e-14) << n;
  }
}

TEST(SortedUniforms, EveryTargetGivesTheSameBits) {
  const Points expected = all_points(6, 10'000);
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    const Points points = all_points(6, 10'000);
    EXPECT_EQ(points.width, expected.width) << target;
    EXPECT_EQ(points.position, expected.position) << target;
  }
  vector::choose_target(vector::available_targets().front());
}

// Without their order the points are independent uniforms: their k-th smallest is Beta(k, n + 1 - k), and
// together they fit the uniform distribution.
TEST(SortedUniforms, FitTheUniformDistribution) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Points points = all_points(seed, 50'000);
    points.position.pop_back();
    EXPECT_GT(kolmogorov_smirnov(points.position), 1e-6) << seed;
    EXPECT_GT(anderson_darling(points.position), 1e-6) << seed;
  }
}

// P(x(1) > t) = (1 - t)^n, and 1 - x(n) has the same law.
TEST(SortedUniforms, ExtremesHaveTheirLaw) {
  for (const std::uint64_t n : {1U, 10U, 5000U}) {
    std::vector<double> smallest, largest;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      const Points points = all_points(seed, n);
      smallest.push_back(points.width.front());
      largest.push_back(points.width.back());
    }
    const auto cdf = [&](double t) { return -std::expm1(static_cast<double>(n) * std::log1p(-t)); };
    EXPECT_GT(anderson_darling(probabilities(smallest, cdf)), 1e-6) << n;
    EXPECT_GT(anderson_darling(probabilities(largest, cdf)), 1e-6) << n;
  }
}

/// P(the smallest of m of the n + 1 spacings of [0, 1] <= t), for any m of them: they are exchangeable.
double smallest_cdf(std::uint64_t m, std::uint64_t n, double t) {
  return -std::expm1(static_cast<double>(n) * std::log1p(-static_cast<double>(m) * t));
}

/// The same of the largest: the sum over j of (-1)^j C(m, j) max(0, 1 - j t)^n (Whitworth, Exercises on
/// Choice and Chance, 1897; Fisher, Proceedings of the Royal Society A 125 (1929)).
double largest_cdf(std::uint64_t m, std::uint64_t n, double t) {
  double sum = 1, term = 1;
  for (double j = 1; j <= static_cast<double>(m) && j * t < 1 && std::fabs(term) > 1e-18; ++j) {
    const double shrinks = static_cast<double>(n) * (std::log1p(-j * t) - std::log1p(-(j - 1) * t));
    term *= -(static_cast<double>(m) - j + 1) / j * std::exp(shrinks);
    sum += term;
  }
  return sum;
}

struct Extremes {
  std::vector<double> smallest, largest;  // of some spacings of each seed's points

  void add(const std::vector<double>& widths) {
    smallest.push_back(*std::min_element(widths.begin(), widths.end()));
    largest.push_back(*std::max_element(widths.begin(), widths.end()));
  }
  void expect_law(std::uint64_t m, std::uint64_t n) const {
    const auto smallest_law = [&](double t) { return smallest_cdf(m, n, t); };
    const auto largest_law = [&](double t) { return largest_cdf(m, n, t); };
    EXPECT_GT(anderson_darling(probabilities(smallest, smallest_law)), 1e-6) << m << " of " << n + 1;
    EXPECT_GT(anderson_darling(probabilities(largest, largest_law)), 1e-6) << m << " of " << n + 1;
  }
};

TEST(SortedUniforms, SmallestAndLargestSpacingHaveTheirLaws) {
  for (const std::uint64_t n : {1U, 2U, 10U, 4096U, 5000U}) {
    Extremes all;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) all.add(all_points(seed, n).width);
    all.expect_law(n + 1, n);
  }
}

// The last spacings of blocks and the first ones of the next, among themselves.
TEST(SortedUniforms, SpacingsAtBlockBordersHaveTheLawsOfAnyOthers) {
  constexpr std::uint64_t n = 2 * 4096 + 5;
  Extremes at_borders;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto width = all_points(seed, n).width;
    at_borders.add({width[4095], width[4096], width[8191], width[8192]});
  }
  at_borders.expect_law(4, n);
}

// Of two neighbouring spacings the first one's part is uniform, across a block's border as elsewhere.
TEST(SortedUniforms, RatiosOfNeighboursAreUniformAcrossBorders) {
  constexpr std::uint64_t n = 2 * 4096;
  std::vector<double> across_lanes, across_blocks;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto width = all_points(seed, n).width;
    across_lanes.push_back(width[511] / (width[511] + width[512]));
    across_blocks.push_back(width[4095] / (width[4095] + width[4096]));
  }
  std::sort(across_lanes.begin(), across_lanes.end());
  std::sort(across_blocks.begin(), across_blocks.end());
  EXPECT_GT(anderson_darling(across_lanes), 1e-6);
  EXPECT_GT(anderson_darling(across_blocks), 1e-6);
}

// The covariance of two spacings is -1 / ((n+1)^2 (n+2)), of a spacing with itself n / ((n+1)^2 (n+2)); the
// sum of squares of all n + 1 has mean 2 / (n + 2). Blocks drawn apart must agree with that.
TEST(SortedUniforms, SumOfSquaresHasItsMean) {
  constexpr std::uint64_t n = 10'000, repeats = 500;
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 0; seed < repeats; ++seed) {
    double s = 0;
    for (const double w : all_points(seed, n).width) s += w * w;
    sum += s;
    squares += s * s;
  }
  const double mean = sum / repeats;
  const double error = std::sqrt((squares / repeats - mean * mean) / (repeats - 1));
  EXPECT_NEAR(mean, 2.0 / (n + 2), 4.8917 * error);
}

// The first block's share of three is Beta(4096, n + 1 - 4096).
TEST(SortedUniforms, ABlocksShareHasTheVarianceOfBeta) {
  constexpr double a = 4096, b = 10'001 - 4096;
  constexpr int repeats = 4000;
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 0; seed < repeats; ++seed) {
    SortedUniforms uniforms(seed, "test", 10'000, {});
    SpacingsBlock block;
    uniforms.draw(1, block);
    const double share = block.start[0];
    sum += share;
    squares += share * share;
  }
  const double mean = sum / repeats, variance = squares / repeats - mean * mean;
  const double expected = a * b / ((a + b) * (a + b) * (a + b + 1));
  EXPECT_NEAR(mean, a / (a + b), 4.8917 * std::sqrt(expected / repeats));
  EXPECT_NEAR(variance, expected, 4.8917 * expected * std::sqrt(2.0 / repeats));
}

}  // namespace
}  // namespace quadrille::random
