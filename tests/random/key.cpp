#include "quadrille/random/key.hpp"

#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace quadrille::random {
namespace {

// xxHash's published sanity values (tests/sanity_test_vectors, XXH3 128 bits of the empty input).
TEST(Key, IsXxh3OfThePurposeSeededWithTheSeed) {
  const Key empty(0, "");
  EXPECT_EQ(empty.low, 0x6001C324468D497FU);
  EXPECT_EQ(empty.high, 0x99AA06D3014798D8U);
}

TEST(Key, RoundKeysFollowTheWeylSequence) {
  const Key key(1, "purpose");
  EXPECT_EQ(key.round_low(0), key.low);
  EXPECT_EQ(key.round_high(0), key.high);
  EXPECT_EQ(key.round_low(3), key.low + 3 * 0x9E3779B97F4A7C15U);
  EXPECT_EQ(key.round_high(7), key.high + 7 * 0xBB67AE8584CAA73BU);
}

TEST(Key, NeighbouringSeedsAndPurposesDiffer) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (int purpose = 0; purpose < 100; ++purpose) {
      const Key key(seed, "samples " + std::to_string(purpose));
      keys.emplace(key.low, key.high);
    }
  }
  EXPECT_EQ(keys.size(), 10'000U);
}

}  // namespace
}  // namespace quadrille::random
