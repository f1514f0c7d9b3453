// `mean`: plain Monte Carlo, and `midpoint`: equal intervals, no randomness.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "quadrille/integrate/points.hpp"
#include "quadrille/integrate/rules.hpp"
#include "quadrille/integrate/sums.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::integrate {
namespace {

/// Independent points in blocks of block_points, in any order.
class PointRule : public Rule {
 public:
  PointRule(const Problem& problem, Integrand f)
      : interval_{std::min(problem.from, problem.to), std::max(problem.from, problem.to)}, f_(std::move(f)) {}

  std::uint64_t blocks(std::uint64_t points) const override {
    return points / block_points + (points % block_points != 0 ? 1 : 0);
  }
  std::uint64_t last_block_points(std::uint64_t points) const override {
    return points == 0 ? 0 : (points - 1) % block_points + 1;
  }

  double largest() override { return largest_of(std::span(y_).first(count_)); }

 protected:
  /// The block's points, to be filled.
  std::span<double> points_of(const Sample& sample, std::uint64_t number) {
    return std::span(x_).first(std::min(block_points, sample.points - number * block_points));
  }
  std::span<const double> values_at(std::span<const double> x) {
    const auto y = std::span(y_).first(x.size());
    f_(x, y);
    count_ = y.size();
    return y;
  }

  Interval interval_;

 private:
  Integrand f_;
  alignas(64) std::array<double, block_points> x_{};
  alignas(64) std::array<double, block_points> y_{};
  std::size_t count_ = 0;  // of the last block
};

/// (b - a) times the mean of f at n uniform points; the standard error from their variance, n - 1 degrees of
/// freedom.
class Mean : public PointRule {
 public:
  Mean(const Problem& problem, Integrand f) : PointRule(problem, std::move(f)), seed_(problem.seed) {}

  Partial block(const Sample& sample, std::uint64_t number) override {
    const random::Stream stream(seed_, "integrate; mean; samples " + std::to_string(sample.points) +
                                           "; replicate " + std::to_string(sample.replicate));
    const auto x = points_of(sample, number);
    stream.uniforms(number * block_points, x);
    place_in_interval(interval_, x);
    const auto y = values_at(x);
    Partial partial;
    partial.values = statistics::mean_skewness_of(y);
    if (partial.values.mean != partial.values.mean) partial.nan = find_nan(x, y);
    return partial;
  }

  Estimate conclude(std::uint64_t points, const Partial& total) const override {
    Estimate estimate{.value = interval_.length() * total.values.mean, .standard_error = {}, .freedom = 0};
    if (const auto error = total.values.standard_error()) {
      estimate.standard_error = interval_.length() * *error;
      estimate.freedom = static_cast<double>(points - 1);
    }
    return estimate;
  }

 private:
  std::uint64_t seed_;
};

/// The rectangle rule at the middles of n equal intervals.
class Midpoint : public PointRule {
 public:
  using PointRule::PointRule;

  Partial block(const Sample& sample, std::uint64_t number) override {
    const auto x = points_of(sample, number);
    place_in_middles(interval_, number * block_points, sample.points, x);
    const auto y = values_at(x);
    Partial partial;
    partial.sum = sum(y);
    if (partial.sum != partial.sum) partial.nan = find_nan(x, y);
    return partial;
  }

  Estimate conclude(std::uint64_t points, const Partial& total) const override {
    return {.value = interval_.length() / static_cast<double>(points) * total.sum,
            .standard_error = {},
            .freedom = 0};
  }
};

}  // namespace

std::unique_ptr<Rule> make_mean(const Problem& problem, Integrand f) {
  return std::make_unique<Mean>(problem, std::move(f));
}

std::unique_ptr<Rule> make_midpoint(const Problem& problem, Integrand f) {
  return std::make_unique<Midpoint>(problem, std::move(f));
}

}  // namespace quadrille::integrate
