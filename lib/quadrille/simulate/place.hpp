// Standard values to values of a location-scale family, in lanes: the same bits on every dispatch target.
#pragma once

#include <span>

#include "quadrille/simulate/distribution.hpp"

namespace quadrille::simulate {

/// Sets values[i] = location + scale * values[i], two roundings; at the end or above, the double before it.
void place(const LocationScale& where, std::span<double> values);

/// Does so with a location and a scale for each; NaN where the scale is negative or NaN.
void place(std::span<const double> locations, std::span<const double> scales, std::span<double> values);

/// Sets values[i] = low + (high - low) * values[i], two roundings, in [low, high), with a low and a high for
/// each; low where both are equal; NaN where low is above high, or one of them not finite.
void place_between(std::span<const double> lows, std::span<const double> highs, std::span<double> values);

}  // namespace quadrille::simulate
