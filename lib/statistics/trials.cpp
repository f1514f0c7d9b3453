#include "statistics/trials.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/student.hpp"

namespace quadrille::statistics {
namespace {

constexpr double upper_probability = 0.975;  // of a two-sided 95 % interval
constexpr double rounding = 1e-12;

}  // namespace

void Trials::add(double estimate, double standard_error, double freedom) {
  trials_.push_back({estimate, student_quantile(upper_probability, freedom) * standard_error});
  estimates_.merge({.count = 1, .mean = estimate, .m2 = 0});
}

bool Trials::agree_with(double value) const {
  constexpr double far_apart = 6;
  const double off = std::fabs(value - estimates_.mean);
  return off <= far_apart * estimates_.standard_error().value_or(0) + rounding * std::fabs(value);
}

double Trials::coverage(double value) const {
  const auto holds = [&](const Trial& trial) {
    return std::fabs(trial.estimate - value) <= trial.reach + rounding * std::fabs(value);
  };
  return static_cast<double>(std::ranges::count_if(trials_, holds)) / static_cast<double>(trials_.size());
}

}  // namespace quadrille::statistics
