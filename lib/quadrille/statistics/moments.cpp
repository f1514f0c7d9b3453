#include "quadrille/statistics/moments.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/statistics/moments.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <cmath>
#include <vector>

#include "quadrille/vector/scalar.hpp"

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::statistics::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;
using qv::Mask;
using vector::one_nan;

struct AllLanes {};

HWY_INLINE Doubles or_zero(AllLanes, const Doubles& x) { return x; }
HWY_INLINE Doubles or_zero(const Mask& valid, const Doubles& x) { return qv::select(valid, x, qv::zero()); }

/// step(eight values, which of them are valid); the invalid ones at the end repeat the last value.
template <class Step>
HWY_INLINE void for_each_eight(std::span<const double> values, Step& step) {
  std::size_t i = 0;
  for (; i + qv::lanes <= values.size(); i += qv::lanes) step(qv::load(values.data() + i), AllLanes());
  if (i < values.size()) {
    double tail[qv::lanes];
    std::fill_n(tail, qv::lanes, values.back());
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), tail);
    step(qv::load(tail), qv::first_lanes(values.size() - i));
  }
}

struct Sum {
  Doubles total;

  HWY_INLINE Sum() : total(qv::zero()) {}

  template <class Valid>
  HWY_INLINE void operator()(const Doubles& x, const Valid& valid) {
    total = total + or_zero(valid, x);
  }
};

/// Sums of the deviations from `mean`, of their squares and of their cubes.
struct Deviations {
  Doubles mean, power1, power2, power3;

  explicit HWY_INLINE Deviations(double around)
      : mean(qv::broadcast(around)), power1(qv::zero()), power2(power1), power3(power1) {}

  template <class Valid>
  HWY_INLINE void operator()(const Doubles& x, const Valid& valid) {
    const Doubles d = or_zero(valid, x - mean);
    power1 = power1 + d;
    power2 = qv::fma(d, d, power2);
    power3 = qv::fma(d * d, d, power3);
  }
};

/// Sums of powers of z = (x - centre) per_unit.
struct Powers {
  Doubles centre, per_unit, power1, power2, power3, power4;

  HWY_INLINE Powers(double around, double per)
      : centre(qv::broadcast(around)),
        per_unit(qv::broadcast(per)),
        power1(qv::zero()),
        power2(power1),
        power3(power1),
        power4(power1) {}

  template <class Valid>
  HWY_INLINE void operator()(const Doubles& x, const Valid& valid) {
    const Doubles z = or_zero(valid, (x - centre) * per_unit);
    const Doubles z2 = z * z;
    power1 = power1 + z;
    power2 = power2 + z2;
    power3 = power3 + z2 * z;
    power4 = power4 + z2 * z2;
  }
};

/// The mean is rounded; the deviations from it add up to what it is off by, n e, and the sums of squares and
/// cubes are shifted by e (the corrected two-pass algorithm: Chan, Golub and LeVeque, The American
/// Statistician 37 (1983) 242).
MeanSkewness mean_skewness_of(std::span<const double> values) {
  Sum sum;
  for_each_eight(values, sum);
  const auto n = static_cast<double>(values.size());
  const double mean = qv::sum_of_lanes(sum.total) / n;
  Deviations deviations(mean);
  for_each_eight(values, deviations);

  const double s1 = qv::sum_of_lanes(deviations.power1);
  const double s2 = qv::sum_of_lanes(deviations.power2);
  const double s3 = qv::sum_of_lanes(deviations.power3);
  const double e = std::isfinite(s1) ? s1 / n : 0;  // an infinite mean stays one
  return {{values.size(), one_nan(mean + e), one_nan(s2 - s1 * e)}, one_nan(s3 - e * (3 * s2 - 2 * s1 * e))};
}

Moments moments_around(std::span<const double> values, double centre, double per_unit) {
  Powers powers(centre, per_unit);
  for_each_eight(values, powers);
  const double s1 = qv::sum_of_lanes(powers.power1);
  const double s2 = qv::sum_of_lanes(powers.power2);
  const double s3 = qv::sum_of_lanes(powers.power3);
  const double s4 = qv::sum_of_lanes(powers.power4);
  const double mean = s1 / static_cast<double>(values.size());
  return {{{values.size(), one_nan(mean), one_nan(s2 - s1 * mean)},
           one_nan(s3 - mean * (3 * s2 - 2 * s1 * mean))},
          one_nan(s4 - mean * (4 * s3 - mean * (6 * s2 - 3 * s1 * mean))),
          0};
}

}  // namespace quadrille::statistics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::statistics {
namespace {

using vector::one_nan;

HWY_EXPORT(mean_skewness_of);
HWY_EXPORT(moments_around);

/// How the two sides' means and counts enter a merge.
struct Sides {
  double left, right, both;  // counts
  double delta;              // the right mean minus the left one
  double shift;              // delta / both
  double gain;               // of m2 by the two means' distance

  Sides(const MeanVariance& l, const MeanVariance& r)
      : left(static_cast<double>(l.count)),
        right(static_cast<double>(r.count)),
        both(left + right),
        delta(r.mean - l.mean),
        shift(delta / both),
        gain(delta * shift * left * right) {}
};

/// Of (x - centre)^4 in the grid's unit, summed over a block: beyond it merges might overflow.
constexpr double most_powers = 0x1p900;
constexpr int least_exponent = 200;  // with it they do, without it something else is not finite

/// Of the grid's unit.
int exponent_of_unit(const Grid& grid) {
  int exponent = 0;
  std::frexp(grid.unit(), &exponent);
  return exponent - 1;
}

/// So that the largest finite value, and the centre, is at most the grid's unit times two to it.
int exponent_of_large(std::span<const double> values, const Grid& grid) {
  double largest = std::fabs(grid.centre);
  for (const double x : values)
    if (std::isfinite(x)) largest = std::max(largest, std::fabs(x));
  int exponent = 0;
  std::frexp(largest, &exponent);
  return exponent - exponent_of_unit(grid);
}

/// The moments in a unit of the data's own; what is small beside it vanishes.
Moments moments_of_large(std::span<const double> values, const Grid& grid, int exponent) {
  const int down = exponent + exponent_of_unit(grid);
  // Scaled before they are subtracted, for their difference may be beyond the range of doubles.
  std::vector<double> scaled(values.begin(), values.end());
  for (double& x : scaled) x = std::ldexp(x, -down);
  Moments moments = HWY_DYNAMIC_DISPATCH(moments_around)(scaled, std::ldexp(grid.centre, -down), 1);
  moments.exponent = exponent;
  return moments;
}

}  // namespace

MeanSkewness mean_skewness_of(std::span<const double> values) {
  if (values.empty()) return {};
  return HWY_DYNAMIC_DISPATCH(mean_skewness_of)(values);
}

Moments moments_of(std::span<const double> values, const Grid& grid) {
  if (values.empty()) return {};
  const Moments moments = HWY_DYNAMIC_DISPATCH(moments_around)(values, grid.centre, 1 / grid.unit());
  if (moments.m4 <= most_powers) return moments;
  const int exponent = exponent_of_large(values, grid);
  const bool differences_overflow = exponent + exponent_of_unit(grid) > 1022;
  return exponent > least_exponent || differences_overflow ? moments_of_large(values, grid, exponent)
                                                           : moments;
}

void MeanVariance::merge(const MeanVariance& r) {
  if (r.count == 0) return;
  if (count == 0) {
    *this = r;
    return;
  }
  const Sides n(*this, r);
  m2 = one_nan(m2 + r.m2 + n.delta * n.delta * (n.left * n.right / n.both));
  // Equal means stay what they are; infinite ones, or a difference that overflows, are weighed instead.
  mean = one_nan(std::isfinite(n.delta) ? mean + n.delta * (n.right / n.both)
                                        : mean * (n.left / n.both) + r.mean * (n.right / n.both));
  count += r.count;
}

void MeanSkewness::merge(const MeanSkewness& r) {
  if (r.count == 0) return;
  if (count == 0) {
    *this = r;
    return;
  }
  const Sides n(*this, r);
  m3 = one_nan(m3 + r.m3 + n.gain * n.shift * (n.left - n.right) +
               3 * n.shift * (n.left * r.m2 - n.right * m2));
  MeanVariance::merge(r);
}

double Moments::in_data(double of_z, const Grid& grid) const {
  return std::ldexp(of_z, exponent + exponent_of_unit(grid));
}

double Moments::mean_of_data(const Grid& grid) const {
  if (exponent == 0) return grid.centre + in_data(mean, grid);
  // Together before they are large: neither may be a double alone.
  return in_data(std::ldexp(grid.centre, -(exponent + exponent_of_unit(grid))) + mean, grid);
}

void Moments::set_exponent(int to) {
  const int by = exponent - to;
  exponent = to;
  if (by == 0) return;
  scale(by);
  m4 = std::ldexp(m4, 4 * by);
}

void Moments::merge(const Moments& right) {
  if (right.count == 0) return;
  if (count == 0) {
    *this = right;
    return;
  }
  Moments r = right;
  const int larger = std::max(exponent, r.exponent);
  set_exponent(larger);
  r.set_exponent(larger);
  const Sides n(*this, r);
  const double quartic =
      n.gain * n.shift * n.shift * (n.left * n.left - n.left * n.right + n.right * n.right);
  const double quadratic = 6 * n.shift * n.shift * (n.left * n.left * r.m2 + n.right * n.right * m2);
  const double linear = 4 * n.shift * (n.left * r.m3 - n.right * m3);
  m4 = one_nan(m4 + r.m4 + quartic + quadratic + linear);
  MeanSkewness::merge(r);
}

void MeanVariance::scale(int exponent) {
  mean = std::ldexp(mean, exponent);
  m2 = std::ldexp(m2, 2 * exponent);
}

void MeanSkewness::scale(int exponent) {
  MeanVariance::scale(exponent);
  m3 = std::ldexp(m3, 3 * exponent);
}

std::optional<double> MeanVariance::variance() const {
  if (count < 2) return std::nullopt;
  return m2 / static_cast<double>(count - 1);
}

std::optional<double> MeanVariance::sd() const {
  if (count < 2) return std::nullopt;
  return std::sqrt(*variance());
}

std::optional<double> MeanVariance::standard_error() const {
  if (count < 2) return std::nullopt;
  return *sd() / std::sqrt(static_cast<double>(count));
}

std::optional<double> MeanSkewness::skewness() const {
  if (count == 0 || m2 == 0) return std::nullopt;
  const double variance_n = m2 / static_cast<double>(count);
  return m3 / static_cast<double>(count) / (variance_n * std::sqrt(variance_n));
}

std::optional<double> MeanSkewness::dominance() const {
  if (count == 0 || m2 == 0) return std::nullopt;
  const double weighted = m3 / m2;  // the mean deviation, each weighted by its square
  return std::min(weighted * (weighted / m2), 1.0);
}

std::optional<double> Moments::kurtosis() const {
  if (count == 0 || m2 == 0) return std::nullopt;
  return static_cast<double>(count) * (m4 / m2) / m2;
}

}  // namespace quadrille::statistics
#endif  // HWY_ONCE
