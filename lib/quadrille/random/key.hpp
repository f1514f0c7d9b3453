// The key of a stream: who draws, and what for.
#pragma once

#include <cstdint>
#include <string_view>

namespace quadrille::random {

/// The 128-bit ARS key of (seed, purpose): XXH3-128 of the purpose's bytes, seeded with `seed`. Its published
/// specification is xxHash's; tests hold known answers. The round keys follow Random123's Weyl schedule.
struct Key {
  static constexpr int rounds = 7;

  Key(std::uint64_t seed, std::string_view purpose);

  /// Round key r = key + r * weyl, each half on its own modulo 2^64; r = 0 is xored with the counter.
  std::uint64_t round_low(int round) const {
    return low + static_cast<std::uint64_t>(round) * 0x9E3779B97F4A7C15;  // golden ratio
  }
  std::uint64_t round_high(int round) const {
    return high + static_cast<std::uint64_t>(round) * 0xBB67AE8584CAA73B;  // sqrt(3) - 1
  }

  std::uint64_t low;
  std::uint64_t high;
};

}  // namespace quadrille::random
