// A mergeable summary of a sample that answers for its quantiles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "quadrille/statistics/grid.hpp"

namespace quadrille::statistics {

/// Counts of values in bins and of the grid's atoms, the values themselves of a bin that has two or nothing
/// but equal ones, and the least and greatest of all. It follows from the values alone: any order of adding
/// and merging gives the same summary, to the bit.
///
/// Bins are scale/512 wide within 8 scales of the centre; farther out 2^-7 to 2^-8 of the distance from it.
/// Those that the grid's refinement parts have bins of a second level, which keep their least and greatest
/// values: 24 bytes for each, some 400 KiB were all data in crowded bins.
/// They are kept in pages of 512 that begin to exist with their first value: 12 KiB each, about 120 KiB for
/// 10^5 normal draws and 170 KiB for 10^9; at most 525 pages (6.2 MiB), were there values of every magnitude.
/// To add values takes 16 KiB besides. -0 is taken for 0.
class Quantiles {
 public:
  Quantiles();
  explicit Quantiles(const Grid& grid);

  void add(std::span<const double> values);

  /// Adds what `right` has seen. Throws std::invalid_argument if both hold values, on different grids.
  void merge(const Quantiles& right);

  /// Returns the number of values, with infinities and NaN.
  std::uint64_t count() const { return count_; }
  const Grid& grid() const { return grid_; }

  /// Returns the k-th smallest of n values, k the least integer >= 1 with k/n >= p: the inverse of the
  /// empirical distribution function (R's type 1, NumPy's inverted_cdf), p in [0, 1]. The answer lies in the
  /// true one's bin: exact for p = 0 and 1, in bins of one or two values, and where all values of a bin are
  /// equal (discrete data); else between the bin's ends at a place in proportion to its rank there, its atoms
  /// set apart, so that its rank is off by less than the count of the bin's other values, its value by less
  /// than the bin's width. NaN if there is a NaN among the values; none of no data. Throws
  /// std::invalid_argument for another p.
  std::optional<double> quantile(double p) const;

  /// Returns how far the rank of quantile(p) can be from the one that it should have, as a part of the count,
  /// whatever the values: 0 where the quantile is one of them and known to be the right one. It follows from
  /// the counts in its bin. None of no data, and where there is a NaN.
  std::optional<double> rank_error(double p) const;

  /// Returns the standard error of quantile(p): half the distance between the quantiles at p -+ sqrt(p (1 -
  /// p) / n), as Woodruff (JASA 47 (1952) 635) inverts the binomial interval. Holds where n p and n (1 - p)
  /// are large; 0 inside an atom. None of fewer than two values, for p = 0 and 1, and where it is not finite.
  std::optional<double> standard_error(double p) const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    settle();
    archive& grid_& count_& range_& of_atom_& page_of_& bins_& fine_bins_;
    if (Archive::is_loading::value) recent_.clear();
  }

 private:
  struct Range {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();

    void widen(const Range& right);
    bool contains(double x) const;

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& least& greatest;
    }
  };

  struct Bin {
    std::uint64_t count = 0;
    Range range;  // empty again from the third value on, unless all are equal

    bool forgets() const;  // the range is empty for that
    bool remembers() const;
    void merge(const Bin& right);
    void merge_fine(const Bin& right);  // and forget nothing

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& count& range;
    }
  };

  struct Ranked {
    double value;
    std::uint64_t off = 0;  // how many ranks at most
  };

  void begin_recent();
  void add_chunk(std::span<const double> values);
  void add_outside(std::span<const double> values);
  void add_crowded(std::span<const double> values);
  void settle() const;
  Bin& open_bin(std::uint64_t number);
  void open_page(std::size_t page);
  std::uint64_t rank_of(double p) const;
  std::optional<Ranked> ranked(double p) const;
  Ranked ranked(std::uint64_t k) const;  // the k-th smallest, k from 1
  Ranked ranked(std::uint64_t k, std::uint64_t count, double begin, double end) const;
  Ranked ranked_fine(std::uint64_t k, std::size_t number) const;
  double begin_of(std::uint64_t number) const;

  Grid grid_;
  std::uint64_t count_ = 0;
  Range range_;                         // of all
  std::vector<std::uint64_t> of_atom_;  // how many values are equal to each of the grid's atoms
  std::vector<std::uint16_t> page_of_;  // by number of page: its place in bins_, or 0xffff
  mutable std::vector<Bin> bins_;       // pages in order of their numbers, 512 bins each
  std::vector<Bin> fine_bins_;          // of the refinement; what is in them is counted in bins_, too

  // For each bin in the middle how many values settle() has still to add to its count, so that a value mostly
  // costs an increment in little memory: from 0 on where the bin forgets its values, from 0xe000 where it is
  // parted, else from 0xc000. Behind them one word for all other bins. Empty before the first value.
  mutable std::vector<std::uint16_t> recent_;
};

}  // namespace quadrille::statistics
