#include "statistics/quantiles.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "statistics/quantiles.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "statistics/moments.hpp"

#include "vector/lanes-inl.hpp"

// Outside of the targets' namespaces: one definition for all of them.
#ifndef QUADRILLE_STATISTICS_BINS
#define QUADRILLE_STATISTICS_BINS
namespace quadrille::statistics {

// Bins are numbered in the order of the values, in three ranges. With u = (x - centre) * 512 / scale:
//   lower tail    u <= -4096     by exponent and upper 7 bits of the mantissa of |u|, downwards
//   middle        |u| < 4096     by floor(u)
//   upper tail    u >= 4096      like the lower one, upwards
inline constexpr std::uint64_t page_size = 128;
inline constexpr double bins_per_scale = 512;
inline constexpr double half_middle = 4096;
inline constexpr std::uint64_t tail_bins =
    (1024 - 12) * page_size;  // a page for each exponent from 12 to 1023
inline constexpr std::uint64_t middle_bins = 8192;
inline constexpr std::uint64_t all_bins = tail_bins + middle_bins + tail_bins;
inline constexpr std::uint64_t not_finite = all_bins;  // on a page that never exists

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

/// Numbers of the bins of `count` values, a multiple of eight. Each step from x to u is monotonic, rounding
/// included, so bins are in the order of their values.
void bin_numbers(const Grid& grid, const double* values, std::size_t count, std::uint64_t* number) {
  constexpr double largest = std::numeric_limits<double>::max();
  const Doubles centre = qv::broadcast(grid.centre);
  const Doubles per_unit = qv::broadcast(bins_per_scale / grid.scale);
  // Adding it leaves an integer in the low bits of a double; the bits of 2^52 are then taken off.
  const Doubles middle_start = qv::broadcast(0x1p52 + static_cast<double>(tail_bins) + half_middle);
  const Words middle_bits = qv::broadcast(std::bit_cast<std::uint64_t>(0x1p52));
  const Words tail_start = qv::broadcast(std::bit_cast<std::uint64_t>(half_middle));

  for (std::size_t i = 0; i < count; i += qv::lanes) {
    const Doubles x = qv::load(values + i);
    const Doubles u = (x - centre) * per_unit;
    const Doubles size = qv::select(qv::abs(u) < qv::broadcast(largest), qv::abs(u), qv::broadcast(largest));
    const Words middle = qv::as_words(qv::floor(u) + middle_start) - middle_bits;
    const Words out = qv::shift_right<45>(qv::as_words(size) - tail_start);  // 52 - 7 bits go
    const Words below = qv::broadcast(tail_bins - 1) - out;
    const Words above = qv::broadcast(tail_bins + middle_bins) + out;
    const Words tail = select(u < qv::zero(), below, above);
    const Words bin = select(size < qv::broadcast(half_middle), middle, tail);
    const Mask finite = qv::abs(x) <= qv::broadcast(largest);
    qv::store(select(finite, bin, qv::broadcast(not_finite)), number + i);
  }
}

}  // namespace quadrille::statistics::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::statistics {
namespace {

HWY_EXPORT(bin_numbers);

constexpr double infinity = std::numeric_limits<double>::infinity();
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
Quantiles::Quantiles(const Grid& grid) : grid_(grid), page_of_(all_bins / page_size + 1) {}

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
  std::copy(values.begin(), values.end(), value);
  const std::size_t whole = (values.size() + 7) / 8 * 8;
  std::fill(value + values.size(), value + whole, 0.0);
  HWY_DYNAMIC_DISPATCH(bin_numbers)(grid_, value, whole, number);
  count_ += values.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = value[i] + 0.0;  // -0 would make extremes depend on the order
    const std::size_t page = page_of_[number[i] / page_size];
    Bin* bins = page != 0 ? &bins_[(page - 1) * page_size] : nullptr;
    if (page == 0) {
      if (number[i] == not_finite) {
        count_not_finite(x);
        continue;
      }
      bins = open_page(number[i] / page_size);
    }
    Bin& bin = bins[number[i] % page_size];
    ++bin.count;
    if (x < bin.least) bin.least = x;
    if (x > bin.greatest) bin.greatest = x;
  }
}

void Quantiles::count_not_finite(double x) {
  ++(x == infinity ? positive_infinities_ : x == -infinity ? negative_infinities_ : nans_);
}

Quantiles::Bin* Quantiles::open_page(std::size_t page) {
  if (page_of_[page] == 0) {
    const auto before = std::count_if(page_of_.begin(), page_of_.begin() + static_cast<std::ptrdiff_t>(page),
                                      [](std::uint16_t place) { return place != 0; });
    bins_.insert(bins_.begin() + before * static_cast<std::ptrdiff_t>(page_size), page_size, Bin());
    page_of_[page] = static_cast<std::uint16_t>(before + 1);
    for (std::size_t later = page + 1; later < page_of_.size(); ++later) {
      if (page_of_[later] != 0) ++page_of_[later];
    }
  }
  return &bins_[(page_of_[page] - std::size_t{1}) * page_size];
}

void Quantiles::merge(const Quantiles& right) {
  if (right.count_ == 0) return;
  if (count_ == 0) {
    *this = right;
    return;
  }
  if (grid_ != right.grid_) throw std::invalid_argument("quantiles of different grids cannot be merged");
  count_ += right.count_;
  negative_infinities_ += right.negative_infinities_;
  positive_infinities_ += right.positive_infinities_;
  nans_ += right.nans_;
  const Bin* from = right.bins_.data();
  for (std::size_t page = 0; page < page_of_.size(); ++page) {
    if (right.page_of_[page] == 0) continue;
    Bin* to = open_page(page);
    for (std::size_t i = 0; i < page_size; ++i) to[i].merge(*from++);
  }
}

std::optional<double> Quantiles::quantile(double p) const {
  if (!(p >= 0 && p <= 1)) {
    throw std::invalid_argument("a quantile's probability must be between 0 and 1");
  }
  if (count_ == 0) return std::nullopt;
  if (nans_ > 0) return std::numeric_limits<double>::quiet_NaN();
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
  if (k <= negative_infinities_) return -infinity;
  k -= negative_infinities_;
  for (const Bin& bin : bins_) {
    if (k < bin.count && k > 1) {
      const double share = static_cast<double>(k - 1) / static_cast<double>(bin.count - 1);
      return std::min(bin.least + share * (bin.greatest - bin.least), bin.greatest);
    }
    if (k <= bin.count) return k == bin.count ? bin.greatest : bin.least;
    k -= bin.count;
  }
  return infinity;
}

std::optional<double> Quantiles::standard_error(double p) const {
  if (count_ < 2 || !(p > 0 && p < 1)) return std::nullopt;
  const double spread = std::sqrt(p * (1 - p) / static_cast<double>(count_));
  return (*quantile(std::min(p + spread, 1.0)) - *quantile(std::max(p - spread, 0.0))) / 2;
}

}  // namespace quadrille::statistics
#endif  // HWY_ONCE
