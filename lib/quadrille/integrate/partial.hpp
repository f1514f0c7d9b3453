// What blocks of points add up to.
#pragma once

#include <cstdint>

#include "quadrille/statistics/moments.hpp"

namespace quadrille::integrate {

/// Values of f that are not a number: how many, and the first of them.
struct NotANumber {
  std::uint64_t count = 0;
  double first_x = 0;                 ///< where f was not a number first, in order of blocks and points
  std::uint64_t first_replicate = 0;  ///< filled when the replicate is concluded

  void merge(const NotANumber& right) {
    if (count == 0 && right.count > 0) {
      first_x = right.first_x;
      first_replicate = right.first_replicate;
    }
    count += right.count;
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& count& first_x& first_replicate;
  }
};

/// What neighbouring strata say of a jump: the squares of the differences between means of adjacent strata.
struct Roughness {
  std::uint64_t strata = 0;
  double first_mean = 0, last_mean = 0;
  double last_edge = 0;   ///< the end of the last stratum
  double sum = 0;         ///< of the squares
  double largest = 0;     ///< of them
  double largest_at = 0;  ///< the border between the two strata
  double tower = 0;       ///< the largest of them that towers over what surrounds it (sums.hpp), or 0
  double tower_at = 0;    ///< its border

  /// What the strata beyond an end must know to judge of the steps there.
  struct End {
    double within = 0;  ///< the square of the difference between the points of the stratum at this end
    double step = 0;    ///< the square of the step next to it
    double tower = 0;   ///< the same if it towers, unless the step beyond denies it; else 0
    double tower_at = 0;

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& within& step& tower& tower_at;
    }
  };
  End first = {}, last = {};

  /// Adds the strata behind these. Where `right` has fewer than three, none may follow.
  void merge(const Roughness& right);
  /// No strata lie beyond the ends: what towers there, towers.
  void close();
  /// As if f had been multiplied by 2^exponent.
  void scale(int exponent);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& strata& first_mean& last_mean& last_edge& sum& largest& largest_at& tower& tower_at& first& last;
  }

 private:
  void add_tower(double square, double at);
};

/// The sum of consecutive base blocks of one replicate, of f / 2^exponent; each estimator uses what it needs
/// of it.
struct Partial {
  /// Of what is nothing but zeros: below any other.
  static constexpr int lowest_exponent = -4096;

  int exponent =
      lowest_exponent;  ///< 0 wherever neither squares nor fourth powers of f leave the range of doubles
  double sum = 0;       ///< contributions to the integral, or plain sums of f
  double variance = 0;  ///< stratified: sum over strata of the variance of their part
  double variance_squares = 0;      ///< stratified: sum of those variances' squares over their freedoms
  statistics::MeanSkewness values;  ///< mean: of f
  Roughness roughness;              ///< stratified
  NotANumber nan;

  /// In the larger of both exponents: what vanishes in it is nothing beside the other.
  void merge(const Partial& right);

  /// In another unit. Values stay as they are, but for those that underflow.
  void set_exponent(int to);

  /// Makes every NaN the same one: sign and payload of a computed NaN differ between processors.
  void unify_nans();

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& exponent& sum& variance& variance_squares& values& roughness& nan;
  }
};

}  // namespace quadrille::integrate
