#include "integrate/kernel.hpp"

#include "text/number.hpp"

namespace quadrille::integrate {

void Summary::merge(const Summary& right) {
  if (estimates.count == 0) {
    has_error = right.has_error;
    standard_error = right.standard_error;
    freedom = right.freedom;
    roughness = right.roughness;
  }
  estimates.merge(right.estimates);
  nan.merge(right.nan);
}

Kernel::Kernel(Problem problem, Integrand f)
    : problem_(std::move(problem)), rule_(make_rule(problem_, std::move(f))) {}

Cut Kernel::cut(std::uint64_t group) const {
  // The integral over an empty interval is 0 without a look at f.
  if (problem_.from == problem_.to) return {};
  const std::uint64_t points = problem_.sizes[group];
  return {rule_->blocks(points), rule_->last_block_points(points)};
}

Summary Kernel::conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& total) const {
  const std::uint64_t points = problem_.sizes[group];
  Summary summary;
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
    summary.estimates = {.count = 1, .mean = sign * *estimate.value, .m2 = 0};
  }
  summary.has_error = estimate.standard_error.has_value();
  summary.standard_error = estimate.standard_error.value_or(0);
  summary.freedom = estimate.freedom;
  summary.roughness = total.roughness;
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
