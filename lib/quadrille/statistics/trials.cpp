#include "quadrille/statistics/trials.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/statistics/student.hpp"

namespace quadrille::statistics {
namespace {

constexpr double upper_probability = 0.975;  // of a two-sided 95 % interval
constexpr double rounding = 1e-12;
constexpr std::size_t group = 10;

double mean_of(const double* values, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += values[i] / static_cast<double>(count);
  return sum;
}

double interquartile_range(std::vector<double> values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() * 3 / 4] - values[values.size() / 4];
}

}  // namespace

void Trials::add(double estimate, double standard_error, double freedom) {
  estimates_.push_back(estimate);
  reaches_.push_back(student_quantile(upper_probability, freedom) * standard_error);
}

double Trials::mean() const { return mean_of(estimates_.data(), estimates_.size()); }

bool Trials::agree_with(double value) const {
  constexpr double far_apart = 6;
  const double centre = mean();
  double largest = 0, squares = 0;
  for (const double estimate : estimates_) largest = std::max(largest, std::fabs(estimate - centre));
  if (largest == 0) return std::fabs(value - centre) <= rounding * std::fabs(value);
  for (const double estimate : estimates_) {
    const double deviation = (estimate - centre) / largest;
    squares += deviation * deviation;
  }
  const double n = static_cast<double>(estimates_.size());
  const double error = largest * (std::sqrt(squares) / n);
  return !(std::fabs(value - centre) > far_apart * error + rounding * std::fabs(value));
}

double Trials::coverage(double value) const {
  int held = 0;
  for (std::size_t i = 0; i < estimates_.size(); ++i)
    held += std::fabs(estimates_[i] - value) <= reaches_[i] + rounding * std::fabs(value) ? 1 : 0;
  return static_cast<double>(held) / static_cast<double>(estimates_.size());
}

double Trials::settling() const {
  std::vector<double> means;
  for (std::size_t i = 0; i + group <= estimates_.size(); i += group)
    means.push_back(mean_of(estimates_.data() + i, group));
  const double single = interquartile_range(estimates_);
  return single > 0 ? interquartile_range(std::move(means)) / single : 0;
}

}  // namespace quadrille::statistics
