#include "quadrille/statistics/bins.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/statistics/bins.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::statistics::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;
using qv::Mask;
using qv::Words;

HWY_INLINE Words select(const Mask& mask, const Words& yes, const Words& no) {
  return qv::as_words(qv::select(mask, qv::as_doubles(yes), qv::as_doubles(no)));
}

/// Of |u| < half_middle: the bin, counted from the first one of the middle.
HWY_INLINE Words place_of(const Doubles& u) {
  // Added to 2^52, an integer stands in the low bits.
  return qv::as_words(qv::floor(u) + qv::broadcast(0x1p52 + half_middle)) -
         qv::broadcast(std::bit_cast<std::uint64_t>(0x1p52));
}

/// The bin of eight values. Each step from x to u is monotonic, rounding included, so that bins are in the
/// order of their values. Where u overflows, a finite x comes next to the infinity, on its page.
HWY_INLINE Words bin_of(const Doubles& x, const Doubles& u) {
  const Words in_middle = qv::broadcast(middle) + place_of(u);
  const Words size = qv::as_words(qv::abs(u)) - qv::broadcast(std::bit_cast<std::uint64_t>(half_middle));
  const Words out = qv::shift_right<52 - 7>(size);
  const Words below = qv::broadcast(middle - 1) - out;
  const Words above = qv::broadcast(upper_tail) + out;
  const Mask is_below = u < qv::zero();
  const Mask is_middle = qv::abs(u) < qv::broadcast(half_middle);
  const Words finite = select(is_middle, in_middle, select(is_below, below, above));

  const Mask is_finite = qv::abs(x) <= qv::broadcast(std::numeric_limits<double>::max());
  if (qv::all(is_finite)) return finite;
  const Words infinite = select(is_below, qv::broadcast(negative_infinity), qv::broadcast(positive_infinity));
  return select(is_finite, finite, select(x == x, infinite, qv::broadcast(not_a_number)));
}

/// step(i, eight values x from values[i] on, their u); behind the last value it stands again.
template <class Step>
HWY_INLINE void for_each_eight(const Grid& grid, std::span<const double> values, const Step& step) {
  const Doubles centre = qv::broadcast(grid.centre);
  const Doubles per_bin = qv::broadcast(bins_per_scale / grid.scale);
  std::size_t i = 0;
  for (; i + qv::lanes <= values.size(); i += qv::lanes) {
    const Doubles x = qv::load(values.data() + i);
    step(i, x, (x - centre) * per_bin);
  }
  if (i < values.size()) {
    double tail[qv::lanes];
    std::fill_n(tail, qv::lanes, values.back());
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), tail);
    const Doubles x = qv::load(tail);
    step(i, x, (x - centre) * per_bin);
  }
}

/// The bins in the middle, counted from the first one there, of the values in the middle; of the others the
/// first one behind it. `place` has room for the next multiple of eight. Returns whether all are in [least,
/// greatest].
bool find_places(const Grid& grid, std::span<const double> values, double least, double greatest,
                 std::uint64_t* place) {
  const Words outside = qv::broadcast(middle_bins);
  const Doubles low = qv::broadcast(least), high = qv::broadcast(greatest);
  Mask in_range = qv::first_lanes(qv::lanes);
  for_each_eight(grid, values, [&](std::size_t i, const Doubles& x, const Doubles& u) {
    const Mask is_middle = qv::abs(u) < qv::broadcast(half_middle);
    qv::store(select(is_middle, place_of(u), outside), place + i);
    in_range = in_range & (low <= x) & (x <= high);
  });
  return qv::all(in_range);
}

/// How many of the values are equal to x.
std::uint64_t count_equal(std::span<const double> values, double x) {
  const Doubles atom = qv::broadcast(x);
  const Words one = qv::broadcast(std::uint64_t{1}), none = qv::broadcast(std::uint64_t{0});
  Words count = none;
  std::size_t i = 0;
  for (; i + qv::lanes <= values.size(); i += qv::lanes) {
    count = count + select(qv::load(values.data() + i) == atom, one, none);
  }
  std::uint64_t lanes[qv::lanes];
  qv::store(count, lanes);
  return std::accumulate(lanes, lanes + qv::lanes, std::uint64_t{0}) +
         static_cast<std::uint64_t>(
             std::count(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), x));
}

/// The numbers of the values' bins. `number` has room for the next multiple of eight.
void find_bins(const Grid& grid, std::span<const double> values, std::uint64_t* number) {
  for_each_eight(grid, values, [&](std::size_t i, const Doubles& x, const Doubles& u) {
    qv::store(bin_of(x, u), number + i);
  });
}

}  // namespace quadrille::statistics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::statistics {
namespace {

HWY_EXPORT(count_equal);
HWY_EXPORT(find_places);
HWY_EXPORT(find_bins);

}  // namespace

void find_bins(const Grid& grid, std::span<const double> values, std::uint64_t* number) {
  HWY_DYNAMIC_DISPATCH(find_bins)(grid, values, number);
}

bool find_places(const Grid& grid, std::span<const double> values, double least, double greatest,
                 std::uint64_t* place) {
  return HWY_DYNAMIC_DISPATCH(find_places)(grid, values, least, greatest, place);
}

std::uint64_t count_equal(std::span<const double> values, double x) {
  return HWY_DYNAMIC_DISPATCH(count_equal)(values, x);
}

// By bisection among all doubles.
std::int64_t first_order(const Grid& grid, std::uint64_t number) {
  std::int64_t high = order_of(std::numeric_limits<double>::max()) + 1, low = 1 - high;
  while (low < high) {
    const std::int64_t mid = std::midpoint(low, high);
    const double x = value_of(mid);
    std::uint64_t found[8];
    find_bins(grid, {&x, 1}, found);
    if (found[0] >= number)
      high = mid;
    else
      low = mid + 1;
  }
  return low;
}

}  // namespace quadrille::statistics
#endif  // HWY_ONCE
