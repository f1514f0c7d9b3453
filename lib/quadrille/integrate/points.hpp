// Where the points of a block lie; the same bits on every dispatch target.
#pragma once

#include <cstdint>
#include <span>

#include "quadrille/random/sorted_uniforms.hpp"

namespace quadrille::integrate {

using random::Interval;

// None of these points lies beyond the interval, whose ends rounding may reach.

/// Changes x[i] in [0, 1] to low + length * x[i].
void place_in_interval(const Interval& interval, std::span<double> x);

/// Sets x[i] = low + length * ((first + i + 1/2) / n): the middles of equal intervals. Requires first +
/// x.size() <= n < 2^53.
void place_in_middles(const Interval& interval, std::uint64_t first, std::uint64_t n, std::span<double> x);

/// Changes x[i] in [0, 1] to low + width * (first + i + x[i]), a point of stratum first + i.
void place_in_strata(const Interval& interval, double width, std::uint64_t first, std::span<double> x);

}  // namespace quadrille::integrate
