// Sums over the values of one block, in eight lanes; the same bits on every dispatch target.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace quadrille::integrate {

/// Any number of values; an empty block gives 0.
double sum(std::span<const double> values);

/// Sum of weights[i] * values[i], piece by piece: the same bits however it is cut.
class WeightedSum {
 public:
  /// Equal lengths, a multiple of 8; of 32 in all pieces but the last.
  void add(std::span<const double> weights, std::span<const double> values);
  double total() const;

 private:
  std::array<double, 32> sums_{};
};

/// Sum of widths[i] * (values[i] + values[i - 8]), where the eight values before the first are `before`;
/// piece by piece, the same bits however it is cut.
class AdjacentSum {
 public:
  explicit AdjacentSum(const std::array<double, 8>& before) : left_(before) {}

  /// Equal lengths, a multiple of 8.
  void add(std::span<const double> widths, std::span<const double> values);
  /// With the last eight, of which only the first `lanes` count.
  double total(std::span<const double, 8> widths, std::span<const double, 8> values, std::size_t lanes) const;

 private:
  std::array<double, 8> sums_{}, left_;
};

/// What pairs of points say of their strata: value[i] and other[i] are f at the two points of stratum i.
struct PairSums {
  double means = 0;    ///< sum of (value + other) / 2
  double squares = 0;  ///< sum of d = (value - other)^2
  double fourths = 0;  ///< sum of d^2
};

/// Equal lengths, any number.
PairSums pair_sums(std::span<const double> value, std::span<const double> other);

/// A step's square, and the stratum behind it; 0 for none.
struct Step {
  double square = 0;
  std::size_t at = 0;
};

/// A step towers if its square is this many times those of the steps beside it and of the differences between
/// the points of the two strata that it parts, and more than this part of all steps' squares.
inline constexpr double towering = 25;
inline constexpr double towering_part = 0.02;

/// How the means (value[i] + other[i]) / 2 of strata step from one to the next.
struct Steps {
  double squares = 0;  ///< sum of the steps' squares
  Step largest;        ///< the first largest
  /// The largest that towers: of those between other steps, and the first and the last, which a step out of
  /// sight may still deny.
  Step tower, first_tower, last_tower;
  double first = 0, last = 0;  ///< squares of the first and the last step; 0 for none
};

/// Equal lengths, at least 1. A step that is not a number is not the largest.
Steps steps(std::span<const double> value, std::span<const double> other);

}  // namespace quadrille::integrate
