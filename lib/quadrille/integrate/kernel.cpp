#include "quadrille/integrate/kernel.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/integrate/unit.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/vector/arithmetic.hpp"
#include "quadrille/vector/scalar.hpp"

namespace quadrille::integrate {

void Summary::set_exponent(int to) {
  const int by = exponent - to;
  exponent = to;
  if (by == 0) return;
  estimates.scale(by);
  values.scale(by);
  roughness.scale(by);
  tower = std::ldexp(tower, by);
}

void Summary::merge(const Summary& other) {
  if (estimates.count == 0) {
    has_error = other.has_error;
    standard_error = other.standard_error;
    freedom = other.freedom;
  }
  Summary right = other;
  const int larger = std::max(exponent, right.exponent);
  set_exponent(larger);
  right.set_exponent(larger);
  if (estimates.count == 0 || right.roughness.tower * roughness.sum > roughness.tower * right.roughness.sum) {
    roughness = right.roughness;
    tower = right.tower;
  }
  freedoms += right.freedoms;
  values.merge(right.values);
  estimates.merge(right.estimates);
  nan.merge(right.nan);
}

double Summary::estimate() const { return std::ldexp(estimates.mean, unit()); }

namespace {

double length(const Problem& problem) { return std::fabs(problem.to - problem.from); }

/// Within it squares and fourth powers of f, and sums of them, are far from the ends of the range of doubles.
constexpr double harmless_size = 0x1p150, harmless_square = 0x1p600, harmless_power = 0x1p900;

bool is_harmless(double sum, double limit) {
  return std::fabs(sum) <= limit && (sum == 0 || std::fabs(sum) >= 1 / limit);
}

/// Whether sums of f itself, of a block, say all that they would say in a better unit. Zeros may be numbers
/// that vanished, unless f was seen to be of harmless size.
bool is_harmless(const Partial& leaf) {
  const double size = std::fabs(leaf.sum) + std::fabs(leaf.values.mean);
  const double squares = leaf.variance + leaf.values.m2;
  const double powers = leaf.variance_squares + std::fabs(leaf.values.m3);
  if (!is_harmless(size, harmless_size) || !is_harmless(squares, harmless_square) ||
      !is_harmless(powers, harmless_power) || !is_harmless(leaf.roughness.sum, harmless_square))
    return false;
  return size != 0 || squares != 0;
}

}  // namespace

work::Layout layout(const Problem& problem) {
  constexpr double point = 2, overhead = 200;
  const auto rule = make_rule(problem, {});
  // The integral over an empty interval is 0 without a look at f.
  const bool is_empty = problem.from == problem.to;
  std::vector<work::Group> groups;
  for (const std::uint64_t points : problem.sizes) {
    const auto last = is_empty ? 0 : rule->last_block_points(points);
    groups.push_back({.blocks = is_empty ? 0 : rule->blocks(points),
                      .block_cost = overhead + point * static_cast<double>(block_points),
                      .last_block_cost = overhead + point * static_cast<double>(last),
                      .replicate_cost = overhead});
  }
  return {problem.repeats, std::move(groups)};
}

Kernel::Kernel(Problem problem, Integrand f)
    : problem_(std::move(problem)),
      exponent_(std::make_unique<int>(0)),
      length_exponent_(exponent_of_unit(problem_.to - problem_.from)),
      rule_(make_rule(problem_, [f = std::move(f), exponent = exponent_.get()](std::span<const double> x,
                                                                               std::span<double> y) {
        f(x, y);
        if (*exponent == 0) return;
        for (double& value : y) value = std::ldexp(value, -*exponent);
      })) {}

/// In a unit of its own where sums of f itself would overflow or vanish: then the block is done anew.
Partial Kernel::leaf(const Sample& sample, std::uint64_t block) {
  *exponent_ = 0;
  Partial leaf = rule_->block(sample, block);
  leaf.exponent = 0;
  if (!is_harmless(leaf)) {
    const double largest = rule_->largest();
    if (largest == 0 && leaf.sum == 0 && leaf.values.mean == 0) leaf.exponent = Partial::lowest_exponent;
    *exponent_ = exponent_of_unit(largest);
    if (*exponent_ != 0) {
      leaf = rule_->block(sample, block);
      leaf.exponent = *exponent_;
    }
  }
  leaf.unify_nans();
  return leaf;
}

Partial Kernel::operator()(const work::Block& block, Tally&) {
  const vector::IeeeArithmetic arithmetic;
  return leaf({problem_.sizes[block.group], problem_.first_replicate + block.replicate}, block.block);
}

Summary Kernel::conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& total) const {
  const std::uint64_t points = problem_.sizes[group];
  Summary summary;
  const bool is_zero = total.exponent == Partial::lowest_exponent;
  const int exponent = is_zero ? 0 : total.exponent;
  if (!is_zero) summary.exponent = exponent + length_exponent_;
  Estimate estimate;
  if (points == 0) {
    // The lecture's sum over no spacings is 0; the other estimators have nothing to say.
    if (problem_.estimator == Estimator::spacings) estimate.value = 0.0;
  } else if (problem_.from == problem_.to) {
    estimate.value = 0.0;
  } else {
    estimate = rule_->conclude(points, total);
  }
  if (estimate.value) {
    const double sign = problem_.from > problem_.to ? -1.0 : 1.0;
    // Adding 0 makes -0 of a sign 0.
    const double value = std::ldexp(sign * *estimate.value, -length_exponent_) + 0.0;
    summary.estimates.count = 1;
    summary.estimates.mean = vector::one_nan(value);
  }
  summary.has_error = estimate.standard_error.has_value();
  summary.standard_error = vector::one_nan(std::ldexp(estimate.standard_error.value_or(0), exponent));
  summary.freedom = vector::one_nan(estimate.freedom);
  summary.freedoms = summary.freedom;
  summary.values = total.values;
  summary.roughness = total.roughness;
  summary.roughness.close();
  summary.tower = std::sqrt(summary.roughness.tower) * std::ldexp(length(problem_), -length_exponent_) /
                  static_cast<double>(std::max<std::uint64_t>(summary.roughness.strata, 1));
  summary.nan = total.nan;
  summary.nan.first_replicate = problem_.first_replicate + replicate;
  return summary;
}

std::string Kernel::replay(std::uint64_t group, std::uint64_t replicate) const {
  const auto setting = [](std::string_view name, const std::string& value) {
    return ' ' + text::spoken(name, value);
  };
  return "integrate '" + problem_.formula + '\'' + setting("from", text::shortest(problem_.from)) +
         setting("to", text::shortest(problem_.to)) +
         setting("estimator", std::string(name(problem_.estimator))) +
         setting("seed", std::to_string(problem_.seed)) +
         setting("sizes", std::to_string(problem_.sizes[group])) +
         (problem_.repeats > 1 ? setting("repeats", std::to_string(problem_.repeats)) : "") +
         setting("item", std::to_string(replicate));
}

}  // namespace quadrille::integrate
