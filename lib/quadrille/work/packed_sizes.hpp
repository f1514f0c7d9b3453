// How many bytes results take on their way to rank 0, without the results.
#pragma once

#include <cstdint>

#include "quadrille/work/layout.hpp"

namespace quadrille::work {

/// Bytes of a kernel's results, packed.
struct PackedSizes {
  std::uint64_t leaf = 0;
  std::uint64_t summary = 0;
  std::uint64_t tally = 0;
};

/// Bytes that the finished nodes of these slots take, packed as the gather sends them.
std::uint64_t bytes_of(const Layout& layout, const Share& slots, const PackedSizes& weight);

}  // namespace quadrille::work
