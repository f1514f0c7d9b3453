// Where the data of a summary lie.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <boost/serialization/vector.hpp>

#include "quadrille/statistics/refinement.hpp"

namespace quadrille::statistics {

/// A place amid the data and their spread there, known beforehand. Part of what an answer depends on: all
/// that is merged shares one grid.
struct Grid {
  double centre = 0;
  double scale = 1;                // positive
  std::vector<double> atoms = {};  // finite values that come again and again, ascending
  double reach = 0;                // how far data are expected from the centre; 0: not known
  bool is_crowded = false;         // the pilot put many different values into one bin: see refined()
  Refinement refinement = {};

  friend bool operator==(const Grid&, const Grid&) = default;

  /// Returns the greatest power of two that is not above the larger of scale and reach: division by it is
  /// exact.
  double unit() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& centre& scale& atoms& reach& is_crowded& refinement;
  }
};

/// A grid for data like the pilot's finite values: centre their median; scale their interquartile range over
/// 1.349 (the standard deviation of a normal), or where that is 0 their standard deviation, |centre|, or 1;
/// reach the largest distance from the centre; atoms the most frequent of the values that are a 256th of them
/// and eight at least: eight atoms at most. Scale and reach are within [2^-1000, 2^1000].
///
/// Crowded is a bin with five of the finite values or more that are no atoms, unless all are equal.
Grid grid_of(std::span<const double> pilot);

/// Number of values of a pilot that is large enough for refined().
inline constexpr std::size_t large_pilot = 8192;

/// The grid, refined where more than a 420th of this larger pilot (20 of 8192 values) lie in one bin, atoms
/// apart; and so are the bins beside it, since values that are close together may lie on both sides of an
/// end. Knots are every fourth of the bin's values, and both ends of each value that is there four times, so
/// that it has a bin for itself; so between two knots are 0.2 % of independent data, or with a probability of
/// 10^-7 somewhere 0.4 %.
Grid refined(Grid grid, std::span<const double> pilot);

}  // namespace quadrille::statistics
