#include "quadrille/integrate/sums.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/integrate/sums.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::integrate::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

/// values[i .. i + 8), and 0 beyond the end.
HWY_INLINE Doubles load_up_to(std::span<const double> values, std::size_t i) {
  if (i + 8 <= values.size()) return qv::load(values.data() + i);
  double padded[8] = {};
  for (std::size_t lane = 0; i + lane < values.size(); ++lane) padded[lane] = values[i + lane];
  return qv::load(padded);
}

// Neighbouring rows have accumulators of their own, so that an addition need not wait for the last one.

double lane_sum(std::span<const double> values) {
  Doubles even = qv::zero(), odd = qv::zero();
  for (std::size_t i = 0; i < values.size(); i += 16) {
    even = even + load_up_to(values, i);
    odd = odd + load_up_to(values, i + 8);
  }
  return qv::sum_of_lanes(even + odd);
}

/// Row r of all goes to accumulator r % 4.
void lane_weighted_sum(std::span<const double> weights, std::span<const double> values, double* sums) {
  constexpr std::size_t accumulators = 4;
  Doubles sum[accumulators];
  for (std::size_t i = 0; i < accumulators; ++i) sum[i] = qv::load(sums + 8 * i);
  const auto add = [&](std::size_t row, Doubles& to) {
    to = qv::fma(qv::load(weights.data() + 8 * row), qv::load(values.data() + 8 * row), to);
  };
  const std::size_t rows = values.size() / 8;
  std::size_t row = 0;
  for (; row + accumulators <= rows; row += accumulators) {
    for (std::size_t i = 0; i < accumulators; ++i) add(row + i, sum[i]);
  }
  for (; row < rows; ++row) add(row, sum[row % accumulators]);
  for (std::size_t i = 0; i < accumulators; ++i) qv::store(sum[i], sums + 8 * i);
}

double lane_weighted_total(const double* sums) {
  return qv::sum_of_lanes((qv::load(sums) + qv::load(sums + 8)) +
                          (qv::load(sums + 16) + qv::load(sums + 24)));
}

void lane_adjacent_sum(std::span<const double> widths, std::span<const double> values, double* sums,
                       double* before) {
  Doubles sum = qv::load(sums), left = qv::load(before);
  for (std::size_t i = 0; i < values.size(); i += 8) {
    const Doubles right = qv::load(values.data() + i);
    sum = qv::fma(qv::load(widths.data() + i), left + right, sum);
    left = right;
  }
  qv::store(sum, sums);
  qv::store(left, before);
}

double lane_adjacent_total(const double* widths, const double* values, const double* sums,
                           const double* before, std::size_t lanes) {
  const Doubles ends = qv::load(widths) * (qv::load(before) + qv::load(values));
  return qv::sum_of_lanes(qv::load(sums) + qv::select(qv::first_lanes(lanes), ends, qv::zero()));
}

PairSums lane_pair_sums(std::span<const double> value, std::span<const double> other) {
  Doubles means = qv::zero(), squares = qv::zero(), fourths = qv::zero();
  const Doubles half = qv::broadcast(0.5);
  for (std::size_t i = 0; i < value.size(); i += 8) {
    const Doubles a = load_up_to(value, i), b = load_up_to(other, i);
    const Doubles difference = a - b, square = difference * difference;
    means = qv::fma(half, a + b, means);
    squares = squares + square;
    fourths = qv::fma(square, square, fourths);
  }
  return {qv::sum_of_lanes(means), qv::sum_of_lanes(squares), qv::sum_of_lanes(fourths)};
}

Steps lane_steps(std::span<const double> value, std::span<const double> other) {
  const Doubles half = qv::broadcast(0.5);
  const double numbers[qv::lanes] = {1, 2, 3, 4, 5, 6, 7, 8};
  Doubles squares = qv::zero(), largest = qv::zero(), at = qv::zero(), number = qv::load(numbers);
  const auto all_but_last = value.first(value.size() - 1);
  for (std::size_t i = 1; i < value.size(); i += 8) {
    const Doubles left =
        half * (load_up_to(all_but_last, i - 1) + load_up_to(other.first(all_but_last.size()), i - 1));
    const Doubles step = half * (load_up_to(value, i) + load_up_to(other, i)) - left;
    const Doubles square = step * step;
    squares = squares + square;
    const auto larger = largest < square;
    largest = qv::select(larger, square, largest);
    at = qv::select(larger, number, at);
    number = number + qv::broadcast(8.0);
  }
  Steps steps;
  steps.squares = qv::sum_of_lanes(squares);
  double lane_largest[qv::lanes], lane_at[qv::lanes];
  qv::store(largest, lane_largest);
  qv::store(at, lane_at);
  for (std::size_t lane = 0; lane < qv::lanes; ++lane) {
    const auto here = static_cast<std::size_t>(lane_at[lane]);
    const auto& [square_so_far, at_so_far] = steps.largest;
    if (lane_largest[lane] > square_so_far || (lane_largest[lane] == square_so_far && here < at_so_far))
      steps.largest = {lane_largest[lane], here};
  }
  return steps;
}

}  // namespace quadrille::integrate::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::integrate {

HWY_EXPORT(lane_sum);
HWY_EXPORT(lane_weighted_sum);
HWY_EXPORT(lane_weighted_total);
HWY_EXPORT(lane_adjacent_sum);
HWY_EXPORT(lane_adjacent_total);
HWY_EXPORT(lane_pair_sums);
HWY_EXPORT(lane_steps);

double sum(std::span<const double> values) { return HWY_DYNAMIC_DISPATCH(lane_sum)(values); }

void WeightedSum::add(std::span<const double> weights, std::span<const double> values) {
  HWY_DYNAMIC_DISPATCH(lane_weighted_sum)(weights, values, sums_.data());
}

double WeightedSum::total() const { return HWY_DYNAMIC_DISPATCH(lane_weighted_total)(sums_.data()); }

void AdjacentSum::add(std::span<const double> widths, std::span<const double> values) {
  HWY_DYNAMIC_DISPATCH(lane_adjacent_sum)(widths, values, sums_.data(), left_.data());
}

double AdjacentSum::total(std::span<const double, 8> widths, std::span<const double, 8> values,
                          std::size_t lanes) const {
  return HWY_DYNAMIC_DISPATCH(lane_adjacent_total)(widths.data(), values.data(), sums_.data(), left_.data(),
                                                   lanes);
}

PairSums pair_sums(std::span<const double> value, std::span<const double> other) {
  return HWY_DYNAMIC_DISPATCH(lane_pair_sums)(value, other);
}

namespace {

/// Finds the steps that tower. Few blocks have one that is large enough, so this needs no lanes.
void find_towers(std::span<const double> value, std::span<const double> other, Steps& steps) {
  const std::size_t last = value.size() - 1;
  const auto step = [&](std::size_t i) {  // from stratum i - 1 to i
    const double difference = 0.5 * (value[i] + other[i]) - 0.5 * (value[i - 1] + other[i - 1]);
    return difference * difference;
  };
  const auto within = [&](std::size_t i) { return (value[i] - other[i]) * (value[i] - other[i]); };
  steps.first = last > 0 ? step(1) : 0;
  steps.last = last > 0 ? step(last) : 0;
  // Whatever the steps of other blocks are, this part of all is no less than that of these.
  if (!(steps.largest.square > towering_part * steps.squares)) return;
  for (std::size_t i = 1; i <= last; ++i) {
    const double square = step(i);
    if (!(square > towering_part * steps.squares)) continue;
    const double beside = std::max(i > 1 ? step(i - 1) : 0, i < last ? step(i + 1) : 0);
    if (!(square > towering * std::max({beside, within(i - 1), within(i)}))) continue;
    if (i == 1) steps.first_tower = {square, i};
    if (i == last) steps.last_tower = {square, i};
    if (i > 1 && i < last && square > steps.tower.square) steps.tower = {square, i};
  }
}

}  // namespace

Steps steps(std::span<const double> value, std::span<const double> other) {
  Steps steps = HWY_DYNAMIC_DISPATCH(lane_steps)(value, other);
  find_towers(value, other, steps);
  return steps;
}

}  // namespace quadrille::integrate
#endif  // HWY_ONCE
