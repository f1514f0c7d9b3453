#include "statistics/quantiles.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "statistics/quantiles.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include "statistics/moments.hpp"

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
inline constexpr double half_middle = 4096;
inline constexpr std::uint64_t octaves = 1024 - 12;  // with the exponents from 12, that of 4096, to 1023
inline constexpr std::uint64_t negative_infinity = 0;
inline constexpr std::uint64_t middle = page_size + octaves * 128;
inline constexpr std::uint64_t upper_tail = middle + 8192;
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

/// The bin of eight values. Each step from x to u is monotonic, rounding included, so that bins are in the
/// order of their values. Where u overflows, a finite x comes next to the infinity, on its page.
HWY_INLINE Words bin_of(const Doubles& x, const Doubles& centre, const Doubles& per_unit) {
  const Doubles u = (x - centre) * per_unit;
  // Added to 2^52, an integer stands in the low bits.
  const Words from_2_52 =
      qv::as_words(qv::floor(u) + qv::broadcast(0x1p52 + half_middle + static_cast<double>(middle)));
  const Words in_middle = from_2_52 - qv::broadcast(std::bit_cast<std::uint64_t>(0x1p52));
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

/// The numbers of the values' bins, and the values without negative zeros, whose place among the extremes
/// would depend on the order. Both have room for the next multiple of eight.
void sort_into_bins(const Grid& grid, std::span<const double> values, double* value, std::uint64_t* number) {
  const Doubles centre = qv::broadcast(grid.centre);
  const Doubles per_unit = qv::broadcast(bins_per_scale / grid.scale);
  const std::size_t whole = values.size() / qv::lanes * qv::lanes;
  double tail[qv::lanes] = {};
  std::copy(values.begin() + static_cast<std::ptrdiff_t>(whole), values.end(), tail);
  for (std::size_t i = 0; i < values.size(); i += qv::lanes) {
    const Doubles x = qv::load(i < whole ? values.data() + i : tail) + qv::zero();
    qv::store(x, value + i);
    qv::store(bin_of(x, centre, per_unit), number + i);
  }
}

}  // namespace quadrille::statistics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::statistics {
namespace {

HWY_EXPORT(sort_into_bins);

constexpr std::size_t chunk_size = 256;

}  // namespace

Grid grid_of(std::span<const double> pilot) {
  std::vector<double> x;
  std::copy_if(pilot.begin(), pilot.end(), std::back_inserter(x), [](double v) { return std::isfinite(v); });
  if (x.empty()) return {};
  std::sort(x.begin(), x.end());
  const std::size_t n = x.size();
  const double centre = x[n / 2];
  const double candidates[] = {(x[3 * n / 4] - x[n / 4]) / 1.349, mean_variance_of(x).sd().value_or(0),
                               std::fabs(centre)};
  for (const double scale : candidates) {
    if (scale >= 0x1p-900 && scale <= 0x1p900) return {centre, scale};  // 512 / scale must be finite
  }
  return {centre, 1};
}

Quantiles::Quantiles() : Quantiles(Grid()) {}
Quantiles::Quantiles(const Grid& grid) : grid_(grid), page_of_(all_pages, absent) {}

void Quantiles::Bin::add(double x) {
  ++count;
  least = std::min(least, x);  // in this order, a NaN leaves them alone
  greatest = std::max(greatest, x);
}

void Quantiles::Bin::merge(const Bin& right) {
  count += right.count;
  least = std::min(least, right.least);
  greatest = std::max(greatest, right.greatest);
}

void Quantiles::add(std::span<const double> values) {
  for (; values.size() > chunk_size; values = values.subspan(chunk_size)) {
    add_chunk(values.first(chunk_size));
  }
  add_chunk(values);
}

void Quantiles::add_chunk(std::span<const double> values) {
  double value[chunk_size];
  std::uint64_t number[chunk_size];
  HWY_DYNAMIC_DISPATCH(sort_into_bins)(grid_, values, value, number);
  count_ += values.size();
  Bin* bins = bins_.data();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t page = number[i] / page_size;
    if (page_of_[page] == absent) {
      open_page(page);
      bins = bins_.data();
    }
    bins[page_of_[page] * page_size + number[i] % page_size].add(value[i]);
  }
}

void Quantiles::open_page(std::size_t page) {
  if (page_of_[page] != absent) return;
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
  count_ += right.count_;
  for (std::size_t page = 0; page < all_pages; ++page) {
    if (right.page_of_[page] == absent) continue;
    open_page(page);
    Bin* to = &bins_[page_of_[page] * page_size];
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
  auto bin = bins_.begin();
  for (; k > bin->count; ++bin) k -= bin->count;
  if (k == 1 || bin->least == bin->greatest) return bin->least;
  if (k == bin->count) return bin->greatest;
  const double share = static_cast<double>(k - 1) / static_cast<double>(bin->count - 1);
  return std::min(bin->least + share * (bin->greatest - bin->least), bin->greatest);
}

std::optional<double> Quantiles::standard_error(double p) const {
  if (count_ < 2 || !(p > 0 && p < 1)) return std::nullopt;
  const double spread = std::sqrt(p * (1 - p) / static_cast<double>(count_));
  return (*quantile(std::min(p + spread, 1.0)) - *quantile(std::max(p - spread, 0.0))) / 2;
}

}  // namespace quadrille::statistics
#endif  // HWY_ONCE
