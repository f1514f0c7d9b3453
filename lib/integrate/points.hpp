// Where the points of a block lie; the same bits on every dispatch target.
#pragma once

#include <cstdint>
#include <span>

namespace quadrille::integrate {

/// x[i] in [0, 1] becomes low + length * x[i].
void place_in_interval(double low, double length, std::span<double> x);

/// x[i] = low + length * ((first + i + 1/2) / n): the middles of equal intervals. first + x.size() <= n <
/// 2^53.
void place_in_middles(double low, double length, std::uint64_t first, std::uint64_t n, std::span<double> x);

/// x[i] in [0, 1] becomes low + width * (first + i + x[i]), a point of stratum first + i, but none beyond
/// `high`.
void place_in_strata(double low, double width, double high, std::uint64_t first, std::span<double> x);

}  // namespace quadrille::integrate
