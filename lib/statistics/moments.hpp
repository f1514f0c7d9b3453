// Mergeable moments of a sample: count, mean and central sums.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/grid.hpp"

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

  /// m2 / (count - 1), the unbiased estimate; none below two values.
  std::optional<double> variance() const;
  /// The root of variance().
  std::optional<double> sd() const;
  /// Of the mean: sd / sqrt(count).
  std::optional<double> standard_error() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& count& mean& m2;
  }
};

/// Count, mean and central sums up to the fourth power of z = (x - centre) / unit, where centre and unit are
/// a grid's that all data share: so central sums neither overflow nor vanish, whatever the data's unit is. A
/// NaN in the data makes all but count NaN, an infinity all but count and mean.
struct Moments : MeanVariance {
  double m3 = 0;  // the sum of (z - mean)^3
  double m4 = 0;  // the sum of (z - mean)^4

  /// Adds the data that `right` has seen: Pebay, Formulas for robust, one-pass parallel computation of
  /// covariances and arbitrary-order statistical moments, Sandia report SAND2008-6212 (2008), eqs. 2.1, 3.1.
  /// Count, mean and m2 get the bits that MeanVariance::merge gives.
  void merge(const Moments& right);

  /// g1 = (m3 / n) / (m2 / n)^(3/2), the population's formula; none where all values are equal.
  std::optional<double> skewness() const;
  /// n m4 / m2^2, not the excess: 3 for a normal. None where all values are equal.
  std::optional<double> kurtosis() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned version) {
    MeanVariance::serialize(archive, version);
    archive& m3& m4;
  }
};

/// The moments of one block, of any length, in one pass; the same bits on every dispatch target. The sums of
/// powers of z are shifted to the block's mean, which costs no digits where that is within a few standard
/// deviations of the grid's centre. A median always is within one of the mean.
Moments moments_of(std::span<const double> values, const Grid& grid);

/// Count, mean and sum of squared deviations of one block, in two passes over it (mean, then deviations),
/// meant for blocks that stay in the first-level cache. Any length; the same bits on every dispatch target.
MeanVariance mean_variance_of(std::span<const double> values);

}  // namespace quadrille::statistics
