// Neighbouring streams, blocks and attempts are independent of each other, bit by bit. scripts/battery says
// it of more data; here is what takes a second. Every test also finds streams that overlap.
#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <string>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>

#include "quadrille/random/stream.hpp"

namespace quadrille::random {
namespace {

constexpr std::size_t streams = 256, length = 1024;
constexpr double pairs = 128 * 1024;  // of words of neighbours, every word in one
constexpr double rare = 1e-6;         // of one test

using Words = std::vector<std::uint64_t>;

/// Neighbours: member s of a family has words of its own, and should know nothing of member s + 1.
struct Family {
  std::string name;
  std::function<Words(std::uint64_t)> member;
};

void PrintTo(const Family& family, std::ostream* out) { *out << family.name; }

Words words(const Stream& stream, std::uint64_t first = 0, std::uint64_t attempt = 0) {
  Words result(length);
  stream.bits(first, result, attempt);
  return result;
}

std::vector<Family> families() {
  return {
      {"seeds", [](auto s) { return words(Stream(s, "independence")); }},
      {"highSeeds", [](auto s) { return words(Stream(s << 45, "independence")); }},
      {"names", [](auto s) { return words(Stream(1, "variable x" + std::to_string(s))); }},
      {"sizes", [](auto s) { return words(Stream(1, "samples " + std::to_string(s) + "; replicate 0")); }},
      {"replicates", [](auto s) { return words(Stream(1, "samples 9; replicate " + std::to_string(s))); }},
      {"blocks", [](auto s) { return words(Stream(1, "independence"), 4096 * s); }},
      {"farBlocks", [](auto s) { return words(Stream(1, "independence"), s << 51); }},
      {"attempts", [](auto s) { return words(Stream(1, "independence"), 0, s); }},
  };
}

/// What becomes of seeds that are added to a counter.
const Family overlapping = {"overlapping", [](auto s) { return words(Stream(1, "independence"), s); }};

std::vector<Words> members(const Family& family) {
  std::vector<Words> all;
  for (std::uint64_t s = 0; s < streams; ++s) all.push_back(family.member(s));
  return all;
}

/// P(chi-square > observed), or of what lies on the other side if that is rarer.
double chi_square(double observed, double freedom) {
  const boost::math::chi_squared law(freedom);
  return std::min(boost::math::cdf(complement(law, observed)), boost::math::cdf(law, observed));
}

/// Each of the 64 bits differs between neighbours half of the time.
double p_of_differing_bits(const std::vector<Words>& all) {
  std::array<double, 64> differing{};
  for (std::size_t s = 0; s < streams; s += 2) {
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint64_t difference = all[s][i] ^ all[s + 1][i];
      for (std::size_t bit = 0; bit < 64; ++bit) differing[bit] += static_cast<double>(difference >> bit & 1);
    }
  }
  double sum = 0;
  for (const double d : differing) sum += (d - pairs / 2) * (d - pairs / 2) / (pairs / 4);
  return chi_square(sum, 64);
}

/// Four bits, from `shift` on, of a word and of its neighbour's fall into all 256 cells alike.
double p_of_pairs(const std::vector<Words>& all, int shift) {
  constexpr double expected = pairs / 256;
  std::array<double, 256> cell{};
  for (std::size_t s = 0; s < streams; s += 2) {
    for (std::size_t i = 0; i < length; ++i) {
      ++cell[(all[s][i] >> shift & 15) << 4 | (all[s + 1][i] >> shift & 15)];
    }
  }
  double sum = 0;
  for (const double c : cell) sum += (c - expected) * (c - expected) / expected;
  return chi_square(sum, 255);
}

/// Marsaglia's birthday spacings: 4096 birthdays of 32 bits, sixteen of each stream, have Poisson(4)
/// spacings that occur already; 64 years together Poisson(256). (L'Ecuyer and Simard, Mathematics and
/// Computers in Simulation 55 (2001).)
double p_of_birthdays(const std::vector<Words>& all, int shift) {
  constexpr std::size_t years = length / 16;
  std::size_t repeated = 0;
  for (std::size_t year = 0; year < years; ++year) {
    std::vector<std::uint32_t> days;
    for (const Words& member : all) {
      for (std::size_t i = 16 * year; i < 16 * (year + 1); ++i) {
        days.push_back(static_cast<std::uint32_t>(member[i] >> shift));
      }
    }
    std::ranges::sort(days);
    for (std::size_t i = days.size() - 1; i > 0; --i) days[i] -= days[i - 1];
    std::ranges::sort(days);
    for (std::size_t i = 1; i < days.size(); ++i) repeated += days[i] == days[i - 1] ? 1 : 0;
  }
  const boost::math::poisson law(4.0 * years);
  const auto observed = static_cast<double>(repeated);
  return std::min(boost::math::cdf(law, observed), boost::math::cdf(complement(law, observed)));
}

class Independence : public testing::TestWithParam<Family> {};

TEST_P(Independence, OfNeighbours) {
  const auto all = members(GetParam());
  EXPECT_GT(p_of_differing_bits(all), rare);
  for (const int shift : {0, 16, 32, 60}) EXPECT_GT(p_of_pairs(all, shift), rare) << shift;
  for (const int shift : {0, 16, 32}) EXPECT_GT(p_of_birthdays(all, shift), rare) << shift;
}

// 2^18 words of 64 bits have a repeated one with probability 2^-29.
TEST_P(Independence, NoWordTwice) {
  Words together;
  for (const Words& member : members(GetParam()))
    together.insert(together.end(), member.begin(), member.end());
  std::ranges::sort(together);
  EXPECT_EQ(std::ranges::adjacent_find(together), together.end());
}

INSTANTIATE_TEST_SUITE_P(All, Independence, testing::ValuesIn(families()),
                         [](const auto& tested) { return tested.param.name; });

TEST(Independence, IsNotFoundWhereStreamsOverlap) {
  const auto all = members(overlapping);
  EXPECT_LT(p_of_differing_bits(all), rare);
  EXPECT_LT(p_of_pairs(all, 60), rare);
  EXPECT_LT(p_of_birthdays(all, 32), rare);
}

}  // namespace
}  // namespace quadrille::random
