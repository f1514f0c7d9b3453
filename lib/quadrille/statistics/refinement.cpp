#include "quadrille/statistics/refinement.hpp"

#include <bit>

#include "quadrille/statistics/bins.hpp"

namespace quadrille::statistics {
namespace {

constexpr std::uint64_t most_bins = 8;  // of a stretch
constexpr std::size_t together = 8;     // values that are searched for side by side

std::uint64_t width(std::int64_t begin, std::int64_t end) {
  return static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(begin);
}

}  // namespace

// Bisection without branches, of several values at a time, since each step waits for the one before.
void Refinement::find(std::span<const double> values, std::uint32_t* bin) const {
  for (std::size_t from = 0; from < values.size(); from += together) {
    const std::size_t count = values.size() - from < together ? values.size() - from : together;
    std::int64_t x[together] = {};
    std::size_t at[together] = {};
    for (std::size_t i = 0; i < count; ++i) x[i] = order_of(values[from + i]);
    for (std::size_t step = begin.size() / 2; step > 0; step /= 2) {
#pragma GCC unroll 8
      for (std::size_t i = 0; i < together; ++i) at[i] += begin[at[i] + step] <= x[i] ? step : std::size_t{0};
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t k = at[i];
      const auto place = static_cast<std::uint32_t>(width(begin[k], x[i]) >> shift[k]);
      bin[from + i] = first[k] == first[k + 1] ? none : first[k] + place;
    }
  }
}

Refiner::Refiner() : begin_{std::numeric_limits<std::int64_t>::min()}, is_parted_{0} {}

void Refiner::push(std::int64_t begin, bool is_parted) {
  if (begin != begin_.back()) {
    begin_.push_back(begin);
    is_parted_.push_back(is_parted);
  } else if (is_parted) {
    is_parted_.back() = true;
  }
}

void Refiner::add(std::int64_t begin, const std::vector<std::int64_t>& knots, std::int64_t end) {
  push(begin, true);
  for (const auto knot : knots) push(knot, true);
  push(end, false);
}

Refinement Refiner::refinement() {
  Refinement result;
  std::uint32_t bins = 0;
  for (std::size_t i = 0; i < begin_.size(); ++i) {
    result.first.push_back(bins);
    std::uint8_t shift = 63;
    if (is_parted_[i] != 0) {
      const std::uint64_t last = width(begin_[i], begin_[i + 1]) - 1;
      shift = static_cast<std::uint8_t>(std::bit_width(last / most_bins));
      bins += static_cast<std::uint32_t>(last >> shift) + 1;
    }
    result.shift.push_back(shift);
  }
  const std::size_t size = std::bit_ceil(begin_.size());
  result.begin = begin_;
  result.begin.resize(size, std::numeric_limits<std::int64_t>::max());
  result.shift.resize(size, 63);
  result.first.resize(size + 1, bins);
  return result;
}

}  // namespace quadrille::statistics
