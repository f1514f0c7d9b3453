// Mergeable moments of a sample: count, mean and central sums.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

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

/// Count, mean, central sums up to the fourth power, and range. A NaN in the data makes all but count NaN.
/// Fourth powers of deviations overflow beyond about 1e77 and vanish below about 1e-81, as doubles do.
struct Moments : MeanVariance {
  double m3 = 0;                                         // the sum of (x - mean)^3
  double m4 = 0;                                         // the sum of (x - mean)^4
  double min = std::numeric_limits<double>::infinity();  // of no data: +infinity
  double max = -std::numeric_limits<double>::infinity();

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
    archive& m3& m4& min& max;
  }
};

/// The moments of one block, in two passes over it (mean, then central sums), meant for blocks that stay in
/// the first-level cache. Any length; the same bits on every dispatch target.
Moments moments_of(std::span<const double> values);

/// The first three of moments_of(values), to the bit, in less time.
MeanVariance mean_variance_of(std::span<const double> values);

}  // namespace quadrille::statistics
