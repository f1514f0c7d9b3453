// Every bit against Random123's own ARS, an independent implementation.
#include <array>
#include <cstdint>

#include <gtest/gtest.h>

#include "quadrille/random/stream.hpp"
#include "quadrille/vector/target.hpp"

#ifdef __AES__
#include <Random123/ars.h>

namespace quadrille::random {
namespace {

std::array<std::uint64_t, 2> random123(const Key& key, std::uint64_t low, std::uint64_t high) {
  const auto lower = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto upper = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const auto out = r123::ARS4x32()({{lower(low), upper(low), lower(high), upper(high)}},
                                   {{lower(key.low), upper(key.low), lower(key.high), upper(key.high)}});
  return {out.v[0] | std::uint64_t{out.v[1]} << 32, out.v[2] | std::uint64_t{out.v[3]} << 32};
}

TEST(ArsOracle, EveryTargetGivesTheBitsOfRandom123) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    for (const std::uint64_t seed : {0ULL, 1ULL, (1ULL << 53) - 1}) {
      const Stream stream(seed, "oracle");
      for (const std::uint64_t attempt : {0ULL, 1ULL, 1ULL << 40}) {
        for (const std::uint64_t first : {0ULL, 2ULL, 1000ULL, 1ULL << 59}) {
          std::array<std::uint64_t, 64> bits{};
          stream.bits(first, bits, attempt);
          for (std::uint64_t i = 0; i < bits.size(); i += 2) {
            const auto expected = random123(stream.key(), (first + i) / 2, attempt);
            ASSERT_EQ(bits[i], expected[0]) << target << ' ' << first + i;
            ASSERT_EQ(bits[i + 1], expected[1]) << target << ' ' << first + i;
          }
        }
      }
    }
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::random
#endif
