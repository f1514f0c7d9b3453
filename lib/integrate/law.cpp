#include "integrate/law.hpp"

#include <algorithm>
#include <cmath>

#include "integrate/unit.hpp"

namespace quadrille::integrate {
namespace {

constexpr int places = 64;

/// f in the middle of the i-th of equal parts of the interval.
double at_place(const Problem& problem, const Integrand& f, int i) {
  const double x = problem.from + (problem.to - problem.from) * ((i + 0.5) / places);
  double y = 0;
  f({&x, 1}, {&y, 1});
  return y;
}

double largest_of(const Problem& problem, const Integrand& f) {
  double largest = 0;
  for (int i = 0; i < places; ++i) {
    const double y = at_place(problem, f, i);
    if (std::isfinite(y)) largest = std::max(largest, std::fabs(y));
  }
  return largest;
}

/// By more than its mean may be rounded.
bool varies(const Problem& problem, const Integrand& f, double mean) {
  constexpr double rounding = 0x1p-40;
  for (int i = 0; i < places; ++i)
    if (std::fabs(at_place(problem, f, i) - mean) > rounding * std::fabs(mean)) return true;
  return false;
}

/// The mean of ((f - centre) / 2^exponent)^power.
std::optional<double> central_moment(const Problem& problem, const Integrand& f, double centre, int exponent,
                                     int power, const Effort& effort) {
  const auto raised = [&](std::span<const double> x, std::span<double> y) {
    f(x, y);
    for (double& value : y) {
      const double z = std::ldexp(value - centre, -exponent);
      value = power == 2 ? z * z : power == 3 ? z * z * z : z * z * (z * z);
    }
  };
  const auto found = find_reference(problem, raised, effort);
  if (!found) return std::nullopt;
  return found->value / (problem.to - problem.from);
}

}  // namespace

Law law_of(const Problem& problem, const Integrand& f, const std::optional<Reference>& reference,
           const Effort& effort) {
  Law law;
  if (problem.from == problem.to) return law;
  const double largest = largest_of(problem, f);
  law.magnitude = std::fabs(problem.to - problem.from) * largest;
  if (problem.estimator != Estimator::mean || !reference || problem.exact) return law;
  const double mean = reference->value / (problem.to - problem.from);
  const int exponent = exponent_of_unit(largest);
  if (!varies(problem, f, mean)) return law;
  law.known = true;
  const auto second = central_moment(problem, f, mean, exponent, 2, effort);
  if (!second) return law;
  law.sd = std::ldexp(std::sqrt(*second), exponent);
  if (const auto third = central_moment(problem, f, mean, exponent, 3, effort))
    law.skewness = *third / (*second * std::sqrt(*second));
  if (const auto fourth = central_moment(problem, f, mean, exponent, 4, effort))
    law.excess = *fourth / (*second * *second) - 3;
  return law;
}

}  // namespace quadrille::integrate
