#include "integrate/kernel.hpp"

#include <algorithm>
#include <cmath>

#include "integrate/unit.hpp"
#include "text/number.hpp"
#include "vector/scalar.hpp"

namespace quadrille::integrate {

void Summary::merge(const Summary& right) {
  if (estimates.count == 0) {
    exponent = right.exponent;
    has_error = right.has_error;
    standard_error = right.standard_error;
    freedom = right.freedom;
  }
  if (estimates.count == 0 || right.roughness.tower * roughness.sum > roughness.tower * right.roughness.sum) {
    roughness = right.roughness;
    tower = right.tower;
  }
  freedoms += right.freedoms;
  values.merge(right.values);
  estimates.merge(right.estimates);
  nan.merge(right.nan);
}

double Summary::estimate() const { return std::ldexp(estimates.mean, exponent); }

namespace {

double length(const Problem& problem) { return std::fabs(problem.to - problem.from); }

/// Of a unit for f: that of the largest |f| at 64 points of the interval.
int exponent_of(const Problem& problem, const Integrand& f) {
  constexpr int points = 64;
  double largest = 0;
  for (int i = 0; i < points; ++i) {
    const double x = problem.from + (problem.to - problem.from) * ((i + 0.5) / points);
    double y = 0;
    f({&x, 1}, {&y, 1});
    if (std::isfinite(y)) largest = std::max(largest, std::fabs(y));
  }
  return exponent_of_unit(largest);
}

Integrand scaled(Integrand f, int exponent) {
  if (exponent == 0) return f;
  return [f = std::move(f), exponent](std::span<const double> x, std::span<double> y) {
    f(x, y);
    for (double& value : y) value = std::ldexp(value, -exponent);
  };
}

}  // namespace

Kernel::Kernel(Problem problem, Integrand f)
    : problem_(std::move(problem)),
      exponent_(exponent_of(problem_, f)),
      length_exponent_(exponent_of_unit(problem_.to - problem_.from)),
      rule_(make_rule(problem_, scaled(std::move(f), exponent_))) {}

Cut Kernel::cut(std::uint64_t group) const {
  // The integral over an empty interval is 0 without a look at f.
  if (problem_.from == problem_.to) return {};
  const std::uint64_t points = problem_.sizes[group];
  return {rule_->blocks(points), rule_->last_block_points(points)};
}

Summary Kernel::conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& total) const {
  const std::uint64_t points = problem_.sizes[group];
  Summary summary;
  summary.exponent = exponent_ + length_exponent_;
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
  summary.standard_error = vector::one_nan(std::ldexp(estimate.standard_error.value_or(0), exponent_));
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
  return "integrate '" + problem_.formula + "' --from " + text::shortest(problem_.from) + " --to " +
         text::shortest(problem_.to) + " --estimator " + std::string(name(problem_.estimator)) + " --seed " +
         std::to_string(problem_.seed) + " --sizes " + std::to_string(problem_.sizes[group]) +
         (problem_.repeats > 1 ? " --repeats " + std::to_string(problem_.repeats) : "") + " --item " +
         std::to_string(replicate);
}

}  // namespace quadrille::integrate
