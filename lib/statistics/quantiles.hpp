// A mergeable summary of a sample that answers for its quantiles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace quadrille::statistics {

/// Where the bins of a Quantiles lie. Part of what an answer depends on: all that is merged shares one grid.
struct Grid {
  double centre = 0;
  double scale = 1;  // positive

  friend bool operator==(const Grid&, const Grid&) = default;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& centre& scale;
  }
};

/// A grid for data like the pilot's finite values: centre their median, scale their interquartile range over
/// 1.349 (the standard deviation of a normal), or where that is 0 their standard deviation, |centre|, or 1.
Grid grid_of(std::span<const double> pilot);

/// Counts of values in bins, and each bin's least and greatest value. Counts are exact integers and extremes
/// know no order: any order of adding and merging gives the same summary, to the bit.
///
/// Bins are scale/512 wide within 8 scales of the centre; farther out 2^-7 to 2^-8 of the distance from it.
/// They are kept in pages of 512 that begin to exist with their first value: 12 KiB each, about 120 KiB for
/// 10^5 normal draws and 170 KiB for 10^9; at most 525 pages (6.2 MiB), were there values of every magnitude.
/// -0 is taken for 0.
class Quantiles {
 public:
  Quantiles();
  explicit Quantiles(const Grid& grid);

  void add(std::span<const double> values);

  /// Adds what `right` has seen. Throws std::invalid_argument if both hold values, on different grids.
  void merge(const Quantiles& right);

  /// How many values, with infinities and NaN.
  std::uint64_t count() const { return count_; }
  const Grid& grid() const { return grid_; }

  /// The k-th smallest of n values, k the least integer >= 1 with k/n >= p: the inverse of the empirical
  /// distribution function (R's type 1, NumPy's inverted_cdf), p in [0, 1]. The answer lies in the true one's
  /// bin, between the least and the greatest value there, at a place in proportion to its rank in the bin:
  /// so it is exact for p = 0 and 1, in bins of one or two values, and where all values of a bin are equal
  /// (discrete data); else its rank is off by less than the bin's count, its value by less than the bin's
  /// width. NaN if there is a NaN among the values; none of no data. Another p: std::invalid_argument.
  std::optional<double> quantile(double p) const;

  /// Of quantile(p): half the distance between the quantiles at p -+ sqrt(p (1 - p) / n), as Woodruff (JASA
  /// 47 (1952) 635) inverts the binomial interval. Holds where n p and n (1 - p) are large; 0 inside an atom,
  /// NaN between infinities. None of fewer than two values, and for p = 0 and 1.
  std::optional<double> standard_error(double p) const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& grid_& count_& page_of_& bins_;
  }

 private:
  struct Bin {
    std::uint64_t count = 0;
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();

    void add(double x);
    void merge(const Bin& right);

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& count& least& greatest;
    }
  };

  void add_chunk(std::span<const double> values);  // at most 256
  void open_page(std::size_t page);
  std::uint64_t rank_of(double p) const;
  double ranked(std::uint64_t k) const;  // the k-th smallest, k from 1

  Grid grid_;
  std::uint64_t count_ = 0;
  std::vector<std::uint16_t> page_of_;  // by number of page: its place in bins_, or 0xffff
  std::vector<Bin> bins_;               // pages in order of their numbers, 512 bins each
};

}  // namespace quadrille::statistics
