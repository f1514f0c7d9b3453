// How many bytes shares and results take between ranks, without the results.
#pragma once

#include <cstdint>

#include "quadrille/work/layout.hpp"

namespace quadrille::work {

/// Bytes go in a message of their number and up to so many of them, and longer messages for the others.
inline constexpr std::uint64_t most_in_first_message = 1016;

/// Bytes of so many shares, packed as the scatter sends them.
std::uint64_t bytes_of_shares(std::uint64_t shares);

/// Bytes of a kernel's results, packed.
struct PackedSizes {
  std::uint64_t leaf = 0;
  std::uint64_t summary = 0;
  std::uint64_t tally = 0;
};

/// Bytes that the finished nodes of these slots take, packed as the gather sends them.
std::uint64_t bytes_of(const Layout& layout, const Share& slots, const PackedSizes& weight);

}  // namespace quadrille::work
