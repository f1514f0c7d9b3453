#include "quadrille/scaling/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "quadrille/random/stream.hpp"

namespace quadrille::scaling {
namespace {

constexpr std::size_t resamples = 2000;
constexpr double tail = 0.025;

/// The part of the resamples to leave out at either end. Their spread is that of a variance over n, not n -
/// 1, and knows nothing of Student: without a remedy intervals from few repeats are too narrow.
double expanded_tail(std::size_t repeats) {
  const auto n = static_cast<double>(repeats);
  const double t = boost::math::quantile(boost::math::students_t(n - 1), tail);
  return boost::math::cdf(boost::math::normal(), std::sqrt(n / (n - 1)) * t);
}

std::vector<double> medians_of(const std::vector<std::vector<double>>& columns,
                               std::span<const std::uint64_t> repeats) {
  std::vector<double> medians, values(repeats.size());
  for (const auto& column : columns) {
    std::ranges::transform(repeats, values.begin(), [&](std::uint64_t repeat) { return column[repeat]; });
    medians.push_back(median(values));
  }
  return medians;
}

}  // namespace

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

Bootstrap::Bootstrap(const std::vector<std::vector<double>>& columns) {
  for (const auto& column : columns) medians_.push_back(median(column));
  const std::size_t repeats = columns.front().size();
  if (repeats < fewest_repeats) return;
  tail_ = expanded_tail(repeats);
  const random::Stream stream(0, "bootstrap of repeats");
  std::vector<std::uint64_t> drawn(repeats);  // numbers of repeats, with replacement
  for (std::size_t i = 0; i < resamples; ++i) {
    stream.bits(i * repeats, drawn);
    for (std::uint64_t& word : drawn) word %= repeats;
    resampled_.push_back(medians_of(columns, drawn));
  }
}

Estimate Bootstrap::operator()(
    const std::function<double(std::span<const double> medians)>& statistic) const {
  Estimate estimate{statistic(medians_), std::nullopt};
  if (resampled_.empty()) return estimate;
  std::vector<double> values;
  for (const auto& medians : resampled_) values.push_back(statistic(medians));
  std::ranges::sort(values);
  const auto cut = static_cast<std::size_t>(tail_ * static_cast<double>(resamples));
  estimate.interval = {values[cut], values[resamples - 1 - cut]};
  return estimate;
}

std::size_t outliers(const std::vector<double>& values) {
  constexpr double threshold = 10 * 1.4826;  // 1.4826: from the median absolute deviation to a normal's sd
  const double middle = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::fabs(value - middle));
  const double spread = median(distances);
  if (spread == 0) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(distances, [&](double distance) { return distance > threshold * spread; }));
}

}  // namespace quadrille::scaling
