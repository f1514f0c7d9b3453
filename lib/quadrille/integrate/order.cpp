#include "quadrille/integrate/order.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "quadrille/statistics/fit.hpp"
#include "quadrille/statistics/student.hpp"
#include "quadrille/vector/scalar.hpp"

namespace quadrille::integrate {
namespace {

constexpr double probability = 0.975;      // of a two-sided 95 % interval
constexpr double farthest = 0.5;           // that an interval may reach
constexpr double rounding = 0x1p-46;       // of the integral of |f|: errors below are not the estimator's
constexpr std::size_t enough_single = 30;  // errors of single estimates

/// Of the logarithm of an rmse over `repeats` estimates with this bias, whose errors are near the normal: the
/// mean square v + b^2 has the variance (2 v^2 + 4 v b^2) / R.
double log_variance(double rmse, double bias, double repeats) {
  const double whole = rmse * rmse, square = std::min(bias * bias, whole), spread = whole - square;
  const double v = spread / whole, b = square / whole;
  return (2 * v * v + 4 * v * b) / (4 * repeats);
}

/// log n, the error's logarithm, and the variance of that.
struct Points {
  std::vector<double> x, y, variance;
};

Points points_of(const Problem& problem, const Law& law, std::span<const Row> rows) {
  Points points;
  for (const Row& row : rows) {
    const double error = row.rmse.value_or(std::fabs(row.error.value_or(0)));
    if (row.samples < 2 || !(error > rounding * law.magnitude) || !std::isfinite(error)) continue;
    points.x.push_back(vector::log(static_cast<double>(row.samples)));
    points.y.push_back(vector::log(error));
    const bool random = row.rmse && problem.estimator != Estimator::midpoint;
    // In units of the error, whose square may be out of range.
    points.variance.push_back(
        random ? log_variance(1, *row.bias / error, static_cast<double>(problem.repeats)) : 0);
  }
  return points;
}

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::optional<Order> order_of_convergence(const Problem& problem, const Law& law, std::span<const Row> rows) {
  const bool random = problem.estimator != Estimator::midpoint;
  const auto [x, y, variance] = points_of(problem, law, rows);
  if (random && problem.repeats == 1 && x.size() < enough_single) return std::nullopt;
  const auto slope = statistics::slope(x, y);
  if (!slope) return std::nullopt;
  const double x_mean = mean(x), y_mean = mean(y);
  double xx = 0, propagated = 0, scatter = 0, expected = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - x_mean, off = y[i] - y_mean - *slope * dx;
    xx += dx * dx;
    propagated += dx * dx * variance[i];
    scatter += off * off;
    expected += variance[i] / static_cast<double>(x.size());
  }
  const double freedom = static_cast<double>(x.size()) - 2;
  double reach = 0;
  if (random && problem.repeats > 1) {
    // Points that lie farther from a line than their errors say widen the interval likewise (R. T. Birge,
    // Physical Review 40 (1932) 207).
    const double excess = freedom > 0 ? std::max(1.0, scatter / freedom / expected) : 1.0;
    reach = statistics::student_quantile(probability, static_cast<double>(problem.repeats - 1)) *
            std::sqrt(propagated * excess) / xx;
  } else if (freedom > 0) {
    reach = statistics::student_quantile(probability, freedom) * std::sqrt(scatter / freedom / xx);
  } else {
    return std::nullopt;
  }
  if (!(reach <= farthest)) return std::nullopt;
  return Order{*slope, reach};
}

}  // namespace quadrille::integrate
