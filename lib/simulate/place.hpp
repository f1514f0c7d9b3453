// Standard values to values of a location-scale family, in lanes: the same bits on every dispatch target.
#pragma once

#include <span>

#include "simulate/distribution.hpp"

namespace quadrille::simulate {

/// values[i] = location + scale * values[i], two roundings.
void place(const LocationScale& where, std::span<double> values);

/// The same with a location and a scale for each; NaN where the scale is negative or NaN.
void place(std::span<const double> locations, std::span<const double> scales, std::span<double> values);

}  // namespace quadrille::simulate
