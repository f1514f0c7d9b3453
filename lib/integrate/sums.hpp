// Sums over the values of one block, in eight lanes; the same bits on every dispatch target.
#pragma once

#include <cstddef>
#include <span>

namespace quadrille::integrate {

/// Any number of values; an empty block gives 0.
double sum(std::span<const double> values);

/// Sum of weights[i] * values[i]; equal lengths, a multiple of 8.
double weighted_sum(std::span<const double> weights, std::span<const double> values);

/// Sum of widths[i] * (values[i] + values[i - 8]), where the eight values before the first are `before`;
/// equal lengths, a positive multiple of 8. Of the last eight only the first `lanes_in_last` count.
double adjacent_sum(std::span<const double> widths, std::span<const double> values,
                    std::span<const double, 8> before, std::size_t lanes_in_last);

/// What pairs of points say of their strata: value[i] and other[i] are f at the two points of stratum i.
struct PairSums {
  double means = 0;    ///< sum of (value + other) / 2
  double squares = 0;  ///< sum of d = (value - other)^2
  double fourths = 0;  ///< sum of d^2
};

/// Equal lengths, any number.
PairSums pair_sums(std::span<const double> value, std::span<const double> other);

/// How the means (value[i] + other[i]) / 2 of strata step from one to the next.
struct Steps {
  double squares = 0;  ///< sum of the steps' squares
  double largest = 0;  ///< of them; 0 where there is no step
  std::size_t at = 0;  ///< the stratum behind the first largest step
};

/// Equal lengths, at least 1. A step that is not a number is not the largest.
Steps steps(std::span<const double> value, std::span<const double> other);

}  // namespace quadrille::integrate
