#include "simulate/place.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/place.cpp"
#include <hwy/foreach_target.h>
//
#include <cstddef>
#include <limits>

#include "vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::simulate::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

void place_all(double location, double scale, double* values, std::size_t count) {
  const Doubles locations = qv::broadcast(location), scales = qv::broadcast(scale);
  std::size_t i = 0;
  for (; i + qv::lanes <= count; i += qv::lanes)
    qv::store(locations + scales * qv::load(values + i), values + i);
  for (; i < count; ++i) values[i] = location + scale * values[i];
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

void place(const LocationScale& where, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(place_all)(where.location, where.scale, values.data(), values.size());
}

void place(std::span<const double> locations, std::span<const double> scales, std::span<double> values) {
  HWY_DYNAMIC_DISPATCH(place_each)(locations.data(), scales.data(), values.data(), values.size());
}

}  // namespace quadrille::simulate
#endif  // HWY_ONCE
