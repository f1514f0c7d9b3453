#include "quadrille/integrate/rule.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/integrate/rules.hpp"

namespace quadrille::integrate {

std::unique_ptr<Rule> make_rule(const Problem& problem, Integrand f) {
  switch (problem.estimator) {
    case Estimator::spacings:
      return make_spacings(problem, std::move(f));
    case Estimator::trapezoid:
      return make_trapezoid(problem, std::move(f));
    case Estimator::midpoint:
      return make_midpoint(problem, std::move(f));
    case Estimator::mean:
      return make_mean(problem, std::move(f));
    case Estimator::stratified:
      return make_stratified(problem, std::move(f));
  }
  return nullptr;
}

double largest_of(std::span<const double> y) {
  double largest = 0;
  for (const double value : y)
    if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
  return largest;
}

NotANumber find_nan(std::span<const double> x, std::span<const double> y) {
  NotANumber nan;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (y[i] == y[i]) continue;
    if (nan.count == 0) nan.first_x = x[i];
    ++nan.count;
  }
  return nan;
}

}  // namespace quadrille::integrate
