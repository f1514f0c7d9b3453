#include "quadrille/integrate/points.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/integrate/points.cpp"
#include <hwy/foreach_target.h>
//
#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::integrate::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

/// x[i] = place(x[i], first + i), eight at a time.
template <class Place>
HWY_INLINE void each(std::span<double> x, std::uint64_t first, const Place& place) {
  const double steps[qv::lanes] = {0, 1, 2, 3, 4, 5, 6, 7};
  Doubles number = qv::broadcast(static_cast<double>(first)) + qv::load(steps);
  std::size_t i = 0;
  for (; i + qv::lanes <= x.size(); i += qv::lanes) {
    qv::store(place(qv::load(x.data() + i), number), x.data() + i);
    number = number + qv::broadcast(8.0);
  }
  double rest[qv::lanes] = {};
  std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.end(), rest);
  qv::store(place(qv::load(rest), number), rest);
  std::copy_n(rest, x.size() - i, x.begin() + static_cast<std::ptrdiff_t>(i));
}

/// The same where no place may pass the interval's end.
template <class Place>
HWY_INLINE void each_within(double high, std::span<double> x, std::uint64_t first, const Place& place) {
  each(x, first, [&place, high = qv::broadcast(high)](const Doubles& u, const Doubles& number) HWY_ATTR {
    const Doubles at = place(u, number);
    return qv::select(at < high, at, high);
  });
}

void in_interval(const Interval& interval, std::span<double> x) {
  each_within(interval.high, x, 0,
              [low = qv::broadcast(interval.low), length = qv::broadcast(interval.length())](
                  const Doubles& u, const Doubles&) HWY_ATTR { return low + length * u; });
}

void in_middles(const Interval& interval, std::uint64_t first, double n, std::span<double> x) {
  each_within(interval.high, x, first,
              [low = qv::broadcast(interval.low), length = qv::broadcast(interval.length()),
               n = qv::broadcast(n)](const Doubles&, const Doubles& number)
                  HWY_ATTR { return low + length * ((number + qv::broadcast(0.5)) / n); });
}

void in_strata(const Interval& interval, double width, std::uint64_t first, std::span<double> x) {
  each_within(interval.high, x, first,
              [low = qv::broadcast(interval.low), width = qv::broadcast(width)](
                  const Doubles& u, const Doubles& stratum) HWY_ATTR { return low + width * (stratum + u); });
}

}  // namespace quadrille::integrate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::integrate {

HWY_EXPORT(in_interval);
HWY_EXPORT(in_middles);
HWY_EXPORT(in_strata);

void place_in_interval(const Interval& interval, std::span<double> x) {
  HWY_DYNAMIC_DISPATCH(in_interval)(interval, x);
}

void place_in_middles(const Interval& interval, std::uint64_t first, std::uint64_t n, std::span<double> x) {
  HWY_DYNAMIC_DISPATCH(in_middles)(interval, first, static_cast<double>(n), x);
}

void place_in_strata(const Interval& interval, double width, std::uint64_t first, std::span<double> x) {
  HWY_DYNAMIC_DISPATCH(in_strata)(interval, width, first, x);
}

}  // namespace quadrille::integrate
#endif  // HWY_ONCE
