#include "quadrille/simulate/place.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/simulate/place.cpp"
#include <hwy/foreach_target.h>
//
#include <cmath>
#include <cstddef>
#include <limits>

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::simulate::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

void place_all(const LocationScale& where, double* values, std::size_t count) {
  const double before_end = std::nextafter(where.end, where.location);
  const Doubles locations = qv::broadcast(where.location), scales = qv::broadcast(where.scale);
  const Doubles ends = qv::broadcast(where.end), before_ends = qv::broadcast(before_end);
  const bool has_end = where.end < std::numeric_limits<double>::infinity();
  std::size_t i = 0;
  for (; i + qv::lanes <= count; i += qv::lanes) {
    const Doubles value = locations + scales * qv::load(values + i);
    qv::store(has_end ? qv::select(value < ends, value, before_ends) : value, values + i);
  }
  for (; i < count; ++i) {
    values[i] = where.location + where.scale * values[i];
    if (has_end && !(values[i] < where.end)) values[i] = before_end;
  }
}

/// A uniform of standard value z, also where high - low is beyond the range of a double.
double between(double low, double high, double z) {
  if (!(low <= high) || !std::isfinite(low) || !std::isfinite(high))
    return std::numeric_limits<double>::quiet_NaN();
  const double length = high - low;
  const double value = std::isfinite(length) ? low + length * z : low * (1 - z) + high * z;
  return value < high || low == high ? value : std::nextafter(high, low);
}

void place_each_between(const double* lows, const double* highs, double* values, std::size_t count) {
  std::size_t i = 0;
  for (; i + qv::lanes <= count; i += qv::lanes) {
    const Doubles low = qv::load(lows + i), high = qv::load(highs + i);
    const Doubles value = low + (high - low) * qv::load(values + i);
    if (qv::all((low <= value) & (value < high))) {
      qv::store(value, values + i);
    } else {
      for (std::size_t k = i; k < i + qv::lanes; ++k) values[k] = between(lows[k], highs[k], values[k]);
    }
  }
  for (; i < count; ++i) values[i] = between(lows[i], highs[i], values[i]);
}

void place_each(const double* locations, const double* scales, double* values, std::size_t count) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::size_t i = 0;
  for (; i + qv::lanes <= count; i += qv::lanes) {
    const Doubles scale = qv::load(scales + i);
    const Doubles value = qv::load(locations + i) + scale * qv::load(values + i);
    qv::store(qv::select(qv::zero() <= scale, value, qv::broadcast(nan)), values + i);
  }
  for (; i < count; ++i) values[i] = scales[i] >= 0 ? locations[i] + scales[i] * values[i] : nan;
}

}  // namespace quadrille::simulate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::simulate {

HWY_EXPORT(place_all);
HWY_EXPORT(place_each);
HWY_EXPORT(place_each_between);

void place(const LocationScale& where, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(place_all)(where, values.data(), values.size());
}

void place(std::span<const double> locations, std::span<const double> scales, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(place_each)(locations.data(), scales.data(), values.data(), values.size());
}

void place_between(std::span<const double> lows, std::span<const double> highs, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(place_each_between)(lows.data(), highs.data(), values.data(), values.size());
}

}  // namespace quadrille::simulate
#endif  // HWY_ONCE
