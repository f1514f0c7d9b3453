// Mergeable moments of a sample: count, mean and central sums.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "quadrille/statistics/grid.hpp"

namespace quadrille::statistics {

/// Count, mean and sum of squared deviations from the mean. A NaN in the data makes mean and m2 NaN, an
/// infinity makes m2 NaN: nothing is skipped.
struct MeanVariance {
  std::uint64_t count = 0;
  double mean = 0;  // of no data: 0
  double m2 = 0;    // the sum of (x - mean)^2

  /// Adds the data that `right` has seen: Chan, Golub and LeVeque (1979). The bits of the result depend on
  /// the order, so fold in a fixed tree. An empty side changes nothing.
  void merge(const MeanVariance& right);

  /// Multiplies all data by 2^exponent, with one rounding at most, where that underflows.
  void scale(int exponent);

  /// Returns m2 / (count - 1), the unbiased estimate; none below two values.
  std::optional<double> variance() const;
  /// Returns the root of variance().
  std::optional<double> sd() const;
  /// Returns the standard error of the mean, sd / sqrt(count).
  std::optional<double> standard_error() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& count& mean& m2;
  }
};

/// MeanVariance and the sum of cubed deviations. A NaN in the data makes all NaN, an infinity m2 and m3.
struct MeanSkewness : MeanVariance {
  double m3 = 0;  // the sum of (x - mean)^3

  /// Adds the data that `right` has seen: Pebay, Formulas for robust, one-pass parallel computation of
  /// covariances and arbitrary-order statistical moments, Sandia report SAND2008-6212 (2008), eqs. 2.1, 3.1.
  /// Count, mean and m2 get the bits that MeanVariance::merge gives.
  void merge(const MeanSkewness& right);

  /// Scales as MeanVariance::scale does.
  void scale(int exponent);

  /// Returns g1 = (m3 / n) / (m2 / n)^(3/2), the population's formula; none where all values are equal.
  std::optional<double> skewness() const;
  /// Returns the part of m2, in [0, 1], that one value alone has at least: g1^2 / n, since |m3| <= max |x -
  /// mean| m2. None where all values are equal.
  std::optional<double> dominance() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned version) {
    MeanVariance::serialize(archive, version);
    archive& m3;
  }
};

/// MeanSkewness and the sum of fourth powers, all of z = (x - centre) / (unit 2^exponent), where centre and
/// unit are a grid's that all data share: so central sums neither overflow nor vanish, whatever the data's
/// unit is. A NaN in the data makes all but count NaN, an infinity all but count and mean.
struct Moments : MeanSkewness {
  double m4 = 0;  // the sum of (z - mean)^4
  int exponent =
      0;  // 0 for data of about the grid's size; more for those that leave the range of doubles in it

  /// Adds the data that `right` has seen, as MeanSkewness::merge, and by the same bits, in the larger of both
  /// exponents.
  void merge(const Moments& right);

  /// Changes to another exponent.
  void set_exponent(int to);

  /// Return the mean, and moments in z's unit such as sd(), in the data's own unit.
  double mean_of_data(const Grid& grid) const;
  double in_data(double of_z, const Grid& grid) const;

  /// Returns n m4 / m2^2, not the excess: 3 for a normal. None where all values are equal.
  std::optional<double> kurtosis() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned version) {
    MeanSkewness::serialize(archive, version);
    archive& m4& exponent;
  }
};

/// Where dominance() is above it, a 95 % interval for the mean misses more than 6 times in 100, for
/// want of normality. It is the rule n > 25 g1^2 of Cochran, Sampling Techniques (1977), section 2.15.
inline constexpr double harmless_dominance = 1.0 / 25;

/// Returns the moments of one block, of any length, in one pass; the same bits on every dispatch target. The
/// sums of powers of z are shifted to the block's mean, which costs no digits where that is within a few
/// standard deviations of the grid's centre. A median always is within one of the mean.
Moments moments_of(std::span<const double> values, const Grid& grid);

/// Returns count, mean and central sums of one block of any length, in two passes over it (mean, then
/// deviations), meant for blocks that stay in the first-level cache. The same bits on every dispatch target.
MeanSkewness mean_skewness_of(std::span<const double> values);

}  // namespace quadrille::statistics
