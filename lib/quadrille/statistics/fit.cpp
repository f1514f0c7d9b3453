#include "quadrille/statistics/fit.hpp"

#include <cmath>
#include <stdexcept>

namespace quadrille::statistics {
namespace {

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::optional<double> slope(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size()) throw std::invalid_argument("a line needs as many x as y");
  const double x_mean = mean(x), y_mean = mean(y);
  double xx = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - x_mean) * (x[i] - x_mean);
    xy += (x[i] - x_mean) * (y[i] - y_mean);
  }
  if (xx == 0) return std::nullopt;
  return xy / xx;
}

std::optional<double> satterthwaite(double sum_of_v, double sum_of_v2_over_df) {
  if (sum_of_v2_over_df == 0) return std::nullopt;
  const double df = sum_of_v / sum_of_v2_over_df * sum_of_v;
  return df < 1 ? 1 : df;  // by rounding alone: v^2 is at least the sum of v(i)^2 / df(i)
}

}  // namespace quadrille::statistics
