#include "quadrille/integrate/law.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "quadrille/integrate/unit.hpp"

namespace quadrille::integrate {
namespace {

constexpr std::size_t places = 64;

/// f in the middles of equal parts of the interval.
std::array<double, places> values_at_places(const Problem& problem, const Integrand& f) {
  std::array<double, places> x{}, y{};
  for (std::size_t i = 0; i < places; ++i)
    x[i] = problem.from + (problem.to - problem.from) * ((static_cast<double>(i) + 0.5) / places);
  f(x, y);
  return y;
}

/// By more than their mean may be rounded.
bool vary(std::span<const double> values, double mean) {
  constexpr double rounding = 0x1p-40;
  return std::ranges::any_of(
      values, [&](double value) { return std::fabs(value - mean) > rounding * std::fabs(mean); });
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
  const auto values = values_at_places(problem, f);
  const double largest = largest_of(values);
  const double length = std::fabs(problem.to - problem.from), found = reference ? reference->magnitude : 0;
  law.magnitude = std::max(length * largest, found);
  if (problem.estimator != Estimator::mean || !reference || problem.exact) return law;
  const double mean = reference->value / (problem.to - problem.from);
  const int exponent = exponent_of_unit(std::max(largest, found / length));
  if (!vary(values, mean)) return law;
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
