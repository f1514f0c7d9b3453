// The first level of a summary's bins: which of them a value belongs to.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "quadrille/statistics/grid.hpp"

namespace quadrille::statistics {

// Bins are numbered in the order of the values. With u = (x - centre) * 512 / scale:
//   -infinity     a page of its own
//   lower tail    u <= -4096     by exponent and upper 7 bits of the mantissa of |u|, downwards
//   middle        |u| < 4096     by floor(u)
//   upper tail    u >= 4096      like the lower one, upwards
//   +infinity     a page of its own
//   NaN           a page of its own
inline constexpr std::uint64_t page_size = 512;
inline constexpr double bins_per_scale = 512;
inline constexpr std::uint64_t middle_bins = 8192;
inline constexpr double half_middle = static_cast<double>(middle_bins) / 2;
inline constexpr std::uint64_t octaves = 1024 - 12;  // with the exponents from 12, half_middle's, to 1023
inline constexpr std::uint64_t negative_infinity = 0;
inline constexpr std::uint64_t middle = page_size + octaves * 128;
inline constexpr std::uint64_t upper_tail = middle + middle_bins;
inline constexpr std::uint64_t positive_infinity = upper_tail + octaves * 128 + page_size - 1;
inline constexpr std::uint64_t not_a_number = positive_infinity + 1;
static_assert(not_a_number % page_size == 0);

/// Writes the numbers of the values' bins. Requires room in `number` for the next multiple of eight.
void find_bins(const Grid& grid, std::span<const double> values, std::uint64_t* number);

/// Writes each value's bin among those in the middle, counted from the first one there, or for values
/// elsewhere the number behind the last one. Requires room in `place` for the next multiple of eight. Returns
/// whether all values are in [least, greatest].
bool find_places(const Grid& grid, std::span<const double> values, double least, double greatest,
                 std::uint64_t* place);

/// Returns how many of the values are equal to x.
std::uint64_t count_equal(std::span<const double> values, double x);

/// Returns a finite value as an integer in the same order, one apart for neighbours; 0 for both zeros.
inline std::int64_t order_of(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x + 0.0);
  return bits < 0 ? -(bits & ~(std::int64_t{1} << 63)) : bits;
}

/// Returns the value of this order.
inline double value_of(std::int64_t order) {
  return order < 0 ? -std::bit_cast<double>(-order) : std::bit_cast<double>(order);
}

/// Returns the order of the least finite value in this bin or behind it; that of infinity if there is none.
std::int64_t first_order(const Grid& grid, std::uint64_t number);

}  // namespace quadrille::statistics
