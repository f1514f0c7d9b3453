// The second level of a summary's bins: knots amid the data, and bins between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <boost/serialization/vector.hpp>

namespace quadrille::statistics {

/// Stretches of values, in terms of their order (bins.hpp), from one knot to the next. A stretch within
/// crowded bins is parted into five to eight bins evenly in that order, if it is that wide: evenly in value
/// where its ends are of one binary exponent, in about the logarithm where they are not. Any other stretch
/// has none.
struct Refinement {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::int64_t> begin;   // ascending from the least number on, a power of two of them, or none
  std::vector<std::uint8_t> shift;   // a bin is 2^shift wide
  std::vector<std::uint32_t> first;  // the number of the first bin; and, at last, of all bins

  friend bool operator==(const Refinement&, const Refinement&) = default;

  /// Returns the number of bins.
  std::size_t bins() const { return first.empty() ? 0 : first.back(); }

  /// Writes the numbers of the values' bins, or `none`.
  void find(std::span<const double> values, std::uint32_t* bin) const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& begin& shift& first;
  }
};

/// Collects crowded bins, in ascending order, and parts them.
class Refiner {
 public:
  Refiner();

  /// Adds the crowded bin from `begin` to below `end`, with the knots within it, ascending.
  void add(std::int64_t begin, const std::vector<std::int64_t>& knots, std::int64_t end);

  /// Returns the refinement of all bins that were added.
  Refinement refinement();

 private:
  void push(std::int64_t begin, bool is_parted);

  std::vector<std::int64_t> begin_;
  std::vector<char> is_parted_;
};

}  // namespace quadrille::statistics
