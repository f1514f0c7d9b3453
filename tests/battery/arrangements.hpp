// Orders in which the random numbers of the library's streams are used, for tests of randomness.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace quadrille::battery {

/// What is tested of each 64-bit number.
enum class Part {
  whole,  // lower half, then upper half
  upper,  // upper half
};

/// An endless sequence of 64-bit numbers, in tiles of rows * columns. Each row is filled in order, and the
/// tile is read column by column: with rows of different streams, one number of each in turn.
struct Arrangement {
  std::string_view name;
  Part part;
  std::size_t rows, columns;
  /// Fills out[0, columns) with row `row` < rows of tile `tile`.
  void (*fill)(std::uint64_t seed, std::uint64_t tile, std::size_t row, std::span<std::uint64_t> out);
};

/// Those of the library, and flawed ones that a battery must fail ("randu", "few-rounds", "overlapping").
std::span<const Arrangement> arrangements();

/// Reads tile `tile` of the arrangement into `out`, of rows * columns numbers.
void read(const Arrangement& arrangement, std::uint64_t seed, std::uint64_t tile,
          std::span<std::uint64_t> out);

}  // namespace quadrille::battery
