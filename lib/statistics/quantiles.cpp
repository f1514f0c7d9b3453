#include "statistics/quantiles.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "statistics/quantiles.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "vector/lanes-inl.hpp"

// Outside of the targets' namespaces: one definition for all of them.
#ifndef QUADRILLE_STATISTICS_BINS
#define QUADRILLE_STATISTICS_BINS
namespace quadrille::statistics {

// Bins are numbered in the order of the values. With u = (x - centre) * 512 / scale:
//   -infinity     a page of its own
//   lower tail    u <= -4096     by exponent and upper 7 bits of the mantissa of |u|, downwards
//   middle        |u| < 4096     by floor(u)
//   upper tail    u >= 4096      like the lower one, upwards
//   +infinity     a page of its own
//   NaN           a page of its own
inline constexpr std::uint64_t page_size = 512;
inline constexpr double bins_per_scale = 512;
inline constexpr std::uint64_t middle_bins = 8192;
inline constexpr double half_middle = middle_bins / 2;
inline constexpr std::uint64_t octaves = 1024 - 12;  // with the exponents from 12, half_middle's, to 1023
inline constexpr std::uint64_t negative_infinity = 0;
inline constexpr std::uint64_t middle = page_size + octaves * 128;
inline constexpr std::uint64_t upper_tail = middle + middle_bins;
inline constexpr std::uint64_t positive_infinity = upper_tail + octaves * 128 + page_size - 1;
inline constexpr std::uint64_t not_a_number = positive_infinity + 1;
inline constexpr std::uint64_t all_pages = not_a_number / page_size + 1;
inline constexpr std::uint16_t absent = 0xffff;
static_assert(not_a_number % page_size == 0 && all_pages < absent);

}  // namespace quadrille::statistics
#endif

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

constexpr std::size_t chunk_size = 512;
constexpr std::uint64_t few = 2;  // values that a bin never forgets

// A word of recent_ is a number of values, or `look` and a number. A chunk adds at most 512, so from `full`
// on it is one or the other for which the next chunk stops.
constexpr std::uint16_t full = 0x8000;
constexpr std::uint16_t look = 0xc000;

constexpr std::uint16_t values_in(std::uint16_t word) {
  return word < look ? word : static_cast<std::uint16_t>(word - look);
}

}  // namespace

Quantiles::Quantiles() : Quantiles(Grid()) {}
Quantiles::Quantiles(const Grid& grid)
    : grid_(grid), of_atom_(grid.atoms.size()), page_of_(all_pages, absent) {}

void Quantiles::Range::widen(const Range& right) {
  least = std::min(least, right.least);  // in this order, a NaN leaves them alone
  greatest = std::max(greatest, right.greatest);
}

bool Quantiles::Range::contains(double x) const { return least <= x && x <= greatest; }

bool Quantiles::Bin::forgets() const { return count > few && range.least > range.greatest; }

void Quantiles::Bin::merge(const Bin& right) {
  const bool forget = forgets() || right.forgets();
  count += right.count;
  range.widen(right.range);
  if (forget || (count > few && range.least < range.greatest)) range = {};
}

void Quantiles::add(std::span<const double> values) {
  if (recent_.empty()) recent_.resize(middle_bins + 1, look);
  for (; values.size() > chunk_size; values = values.subspan(chunk_size)) {
    add_chunk(values.first(chunk_size));
  }
  add_chunk(values);
}

void Quantiles::add_chunk(std::span<const double> values) {
  std::uint64_t place[chunk_size];
  if (!HWY_DYNAMIC_DISPATCH(find_places)(grid_, values, range_.least, range_.greatest, place)) {
    for (const double x : values) range_.widen({x + 0.0, x + 0.0});  // there is one zero
  }
  count_ += values.size();
  for (std::size_t i = 0; i < of_atom_.size(); ++i) {
    of_atom_[i] += HWY_DYNAMIC_DISPATCH(count_equal)(values, grid_.atoms[i]);
  }

  std::uint16_t special[chunk_size];  // values for which it is not enough to be counted
  std::size_t specials = 0;
  std::uint16_t* const words = recent_.data();
#pragma GCC unroll 8
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (++words[place[i]] >= full) [[unlikely]]
      special[specials++] = static_cast<std::uint16_t>(i);
  }

  double outside[chunk_size];
  std::size_t outsides = 0;
  for (const auto i : std::span(special, specials)) {
    const double x = values[i] + 0.0;
    std::uint16_t& word = words[place[i]];
    if (place[i] == middle_bins) {
      word = look;
      outside[outsides++] = x;
    } else if (Bin& bin = open_bin(middle + place[i]); word != look || !bin.range.contains(x)) {
      bin.merge({values_in(word), {x, x}});
      word = bin.forgets() ? 0 : look;
    }
  }
  add_outside({outside, outsides});
}

/// Adds values that are not in the middle.
void Quantiles::add_outside(std::span<const double> values) {
  std::uint64_t number[chunk_size];
  HWY_DYNAMIC_DISPATCH(find_bins)(grid_, values, number);
  for (std::size_t i = 0; i < values.size(); ++i) open_bin(number[i]).merge({1, {values[i], values[i]}});
}

void Quantiles::settle() const {
  for (std::size_t place = 0; place < recent_.size(); ++place) {
    const std::uint16_t values = values_in(recent_[place]);
    if (values == 0) continue;
    recent_[place] = static_cast<std::uint16_t>(recent_[place] - values);
    const std::size_t number = middle + place;
    bins_[page_of_[number / page_size] * page_size + number % page_size].count += values;
  }
}

Quantiles::Bin& Quantiles::open_bin(std::uint64_t number) {
  const std::size_t page = number / page_size;
  if (page_of_[page] == absent) open_page(page);
  return bins_[page_of_[page] * page_size + number % page_size];
}

void Quantiles::open_page(std::size_t page) {
  const auto here = page_of_.begin() + static_cast<std::ptrdiff_t>(page);
  const auto before = (here - page_of_.begin()) - std::count(page_of_.begin(), here, absent);
  for (auto later = here + 1; later != page_of_.end(); ++later) {
    if (*later != absent) ++*later;
  }
  *here = static_cast<std::uint16_t>(before);
  bins_.insert(bins_.begin() + before * static_cast<std::ptrdiff_t>(page_size), page_size, Bin());
}

void Quantiles::merge(const Quantiles& right) {
  if (right.count_ == 0) return;
  if (count_ == 0) {
    *this = right;
    return;
  }
  if (grid_ != right.grid_) throw std::invalid_argument("quantiles of different grids cannot be merged");
  settle();
  right.settle();
  count_ += right.count_;
  range_.widen(right.range_);
  for (std::size_t i = 0; i < of_atom_.size(); ++i) of_atom_[i] += right.of_atom_[i];
  for (std::size_t page = 0; page < all_pages; ++page) {
    if (right.page_of_[page] == absent) continue;
    Bin* to = &open_bin(page * page_size);
    const Bin* from = &right.bins_[right.page_of_[page] * page_size];
    for (std::size_t i = 0; i < page_size; ++i) to[i].merge(from[i]);
  }
}

std::optional<double> Quantiles::quantile(double p) const {
  if (!(p >= 0 && p <= 1)) {
    throw std::invalid_argument("a quantile's probability must be between 0 and 1");
  }
  if (count_ == 0) return std::nullopt;
  if (page_of_.back() != absent) return std::numeric_limits<double>::quiet_NaN();
  settle();
  return ranked(rank_of(p));
}

/// The least k >= 1 with k/n >= p, both sides in doubles: 0.07 of 100 values is the seventh, although
/// 0.07 * 100 is above 7.
std::uint64_t Quantiles::rank_of(double p) const {
  const auto n = static_cast<double>(count_);
  const double k = std::ceil(p * n);
  const double least = (k - 1) / n >= p ? k - 1 : k;
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(least), 1, count_);
}

double Quantiles::ranked(std::uint64_t k) const {
  if (k == 1) return range_.least;
  if (k == count_) return range_.greatest;
  auto bin = bins_.begin();
  for (; k > bin->count; ++bin) k -= bin->count;
  if (!bin->forgets()) return k == 1 ? bin->range.least : bin->range.greatest;
  const auto place = static_cast<std::size_t>(bin - bins_.begin());
  const auto page = std::find(page_of_.begin(), page_of_.end(), place / page_size) - page_of_.begin();
  return ranked(k, bin->count, static_cast<std::size_t>(page) * page_size + place % page_size);
}

/// The k-th smallest of `count` values in a bin that forgets: of its atoms, and of the others as if they were
/// equally far apart from the bin's beginning to its end.
double Quantiles::ranked(std::uint64_t k, std::uint64_t count, std::uint64_t number) const {
  const double begin = begin_of(number), end = begin_of(number + 1);
  const auto atom = [&](double x) { return std::lower_bound(grid_.atoms.begin(), grid_.atoms.end(), x); };
  const auto first = atom(begin), last = atom(end);
  const auto of_first = of_atom_.begin() + (first - grid_.atoms.begin());
  const std::uint64_t others = count - std::accumulate(of_first, of_first + (last - first), std::uint64_t{0});
  const double steps = static_cast<double>(std::max<std::uint64_t>(others, 2) - 1);
  const double least = std::max(begin, range_.least), greatest = std::min(end, range_.greatest);

  double low = least, high = greatest;  // the atoms on both sides of the k-th, or the ends
  auto of_atom = of_first;
  for (auto a = first; a != last; ++a, ++of_atom) {
    const double before = std::ceil((*a - least) / (greatest - least) * steps);
    const auto others_before = std::min(static_cast<std::uint64_t>(before), others);
    if (k <= others_before) {
      high = *a;
      break;
    }
    if (k <= others_before + *of_atom) return *a;
    k -= *of_atom;
    low = *a;
  }
  if (k == 1) return low;
  if (k == others) return high;
  return std::clamp(least + static_cast<double>(k - 1) / steps * (greatest - least), low, high);
}

/// The least finite value in this bin or behind it, by bisection among all doubles.
double Quantiles::begin_of(std::uint64_t number) const {
  const auto nth = [](std::int64_t n) {
    return n < 0 ? -std::bit_cast<double>(-n) : std::bit_cast<double>(n);
  };
  std::int64_t high = std::bit_cast<std::int64_t>(std::numeric_limits<double>::max()), low = -high;
  while (low < high) {
    const std::int64_t mid = std::midpoint(low, high);
    const double x = nth(mid);
    std::uint64_t found[8];
    HWY_DYNAMIC_DISPATCH(find_bins)(grid_, {&x, 1}, found);
    if (found[0] >= number)
      high = mid;
    else
      low = mid + 1;
  }
  return nth(low);
}

std::optional<double> Quantiles::standard_error(double p) const {
  if (count_ < 2 || !(p > 0 && p < 1)) return std::nullopt;
  const double spread = std::sqrt(p * (1 - p) / static_cast<double>(count_));
  return (*quantile(std::min(p + spread, 1.0)) - *quantile(std::max(p - spread, 0.0))) / 2;
}

}  // namespace quadrille::statistics
#endif  // HWY_ONCE
