// Generators with known flaws, which a battery of tests must find.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "quadrille/random/key.hpp"

namespace quadrille::battery {

/// IBM's RANDU, x <- 65539 x mod 2^31, two successive values (shifted to 32 bits) a number.
void fill_randu(std::uint64_t seed, std::uint64_t tile, std::size_t row, std::span<std::uint64_t> out);

/// ARS of the counter (low, 0) with any number of rounds >= 1; the library's has seven.
std::array<std::uint64_t, 2> ars(int rounds, const random::Key& key, std::uint64_t low);

/// ARS with three rounds.
void fill_few_rounds(std::uint64_t seed, std::uint64_t tile, std::size_t row, std::span<std::uint64_t> out);

/// Rows that are one good stream, each a number further on: what becomes of seeds that are added to a
/// counter. Any row alone passes.
void fill_overlapping(std::uint64_t seed, std::uint64_t tile, std::size_t row, std::span<std::uint64_t> out);

}  // namespace quadrille::battery
