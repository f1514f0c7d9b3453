// Where the data of a summary lie.
#pragma once

#include <span>
#include <vector>

#include <boost/serialization/vector.hpp>

namespace quadrille::statistics {

/// A place amid the data and their spread there, known beforehand. Part of what an answer depends on: all
/// that is merged shares one grid.
struct Grid {
  double centre = 0;
  double scale = 1;                // positive
  std::vector<double> atoms = {};  // finite values that come again and again, ascending
  double reach = 0;                // how far data are expected from the centre; 0: not known

  friend bool operator==(const Grid&, const Grid&) = default;

  /// The greatest power of two that is not above scale and reach, the larger of them: to divide by it is
  /// exact.
  double unit() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& centre& scale& atoms& reach;
  }
};

/// A grid for data like the pilot's finite values: centre their median; scale their interquartile range over
/// 1.349 (the standard deviation of a normal), or where that is 0 their standard deviation, |centre|, or 1;
/// reach the largest distance from the centre; atoms the most frequent of the values that are a 256th of them
/// and eight at least: eight atoms at most. Scale and reach are within [2^-1000, 2^1000].
Grid grid_of(std::span<const double> pilot);

}  // namespace quadrille::statistics
