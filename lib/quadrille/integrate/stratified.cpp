// `stratified`: two uniform points in each of floor(n / 2) equal strata.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "quadrille/integrate/points.hpp"
#include "quadrille/integrate/rules.hpp"
#include "quadrille/integrate/sums.hpp"
#include "quadrille/integrate/unit.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/statistics/fit.hpp"

namespace quadrille::integrate {
namespace {

/// Two points a stratum, so that the variance within the strata is estimated without bias (one point a
/// stratum converges a little faster and cannot say how well); an odd last point makes a third in the last
/// stratum. n = 1 is one stratum without an error. Degrees of freedom by Satterthwaite, Biometrics Bulletin 2
/// (1946).
///
/// Block b has the strata from 2048 b on. Its first points take the indices 4096 b + 0 .. 2047 of the stream,
/// its second points 4096 b + 2048 ..; the third of the last stratum takes the index after the last block's.
class Stratified : public Rule {
 public:
  Stratified(const Problem& problem, Integrand f)
      : interval_{std::min(problem.from, problem.to), std::max(problem.from, problem.to)},
        exponent_(exponent_of_unit(interval_.length())),
        seed_(problem.seed),
        f_(std::move(f)) {}

  std::uint64_t blocks(std::uint64_t points) const override {
    return points == 0 ? 0 : (strata(points) + block_strata - 1) / block_strata;
  }
  std::uint64_t last_block_points(std::uint64_t points) const override {
    return points == 0 ? 0 : points - (blocks(points) - 1) * block_points;
  }

  Partial block(const Sample& sample, std::uint64_t number) override {
    const random::Stream stream(seed_, "integrate; stratified; samples " + std::to_string(sample.points) +
                                           "; replicate " + std::to_string(sample.replicate));
    const std::uint64_t all = strata(sample.points), first = number * block_strata;
    const std::size_t count = std::min(block_strata, all - first);
    const bool last = first + count == all;
    width_ = interval_.length() / static_cast<double>(all);
    weight_ = std::ldexp(width_, -exponent_);
    draw(stream, number * block_points, first, count, x_);
    f_(std::span(x_).first(count), std::span(y_).first(count));
    if (sample.points > 1) {
      draw(stream, number * block_points + block_strata, first, count, other_x_);
      f_(std::span(other_x_).first(count), std::span(other_y_).first(count));
    } else {
      other_x_[0] = x_[0];
      other_y_[0] = y_[0];
    }
    count_ = count;
    third_ = 0;
    Partial partial;
    // The stratum with three points is added on its own.
    const bool odd = last && sample.points % 2 == 1 && sample.points > 1;
    add_pairs(count - (odd ? 1 : 0), partial);
    if (odd) add_triple(stream, blocks(sample.points) * block_points, first + count - 1, count - 1, partial);
    partial.roughness = roughness(first, count);
    if (partial.sum != partial.sum) find_nans(count, sample.points, partial.nan);
    return partial;
  }

  double largest() override {
    return std::max({largest_of(std::span(y_).first(count_)), largest_of(std::span(other_y_).first(count_)),
                     largest_of({&third_, 1})});
  }

  Estimate conclude(std::uint64_t points, const Partial& total) const override {
    Estimate estimate{.value = std::ldexp(total.sum, exponent_), .standard_error = {}, .freedom = 0};
    if (points > 1) {
      estimate.standard_error = std::ldexp(std::sqrt(total.variance), exponent_);
      // No variance at all: nothing was seen that says how few the degrees are.
      estimate.freedom = statistics::satterthwaite(total.variance, total.variance_squares)
                             .value_or(static_cast<double>(points - strata(points)));
    }
    return estimate;
  }

 private:
  static constexpr std::uint64_t block_strata = block_points / 2;

  static std::uint64_t strata(std::uint64_t points) { return std::max<std::uint64_t>(points / 2, 1); }

  double place(std::uint64_t stratum, double u) const {
    return std::min(interval_.low + width_ * (static_cast<double>(stratum) + u), interval_.high);
  }

  void draw(const random::Stream& stream, std::uint64_t index, std::uint64_t first, std::size_t count,
            std::span<double> x) const {
    stream.uniforms(index, x.first(count));
    place_in_strata(interval_, width_, first, x.first(count));
  }

  /// Of a stratum of width h with two points, h (f1 + f2) / 2 is its part; (h / 2)^2 (f1 - f2)^2 estimates
  /// the variance of that, with one degree of freedom.
  void add_pairs(std::size_t count, Partial& partial) const {
    const PairSums sums = pair_sums(std::span(y_).first(count), std::span(other_y_).first(count));
    const double quarter = weight_ * weight_ / 4;
    partial.sum = weight_ * sums.means;
    partial.variance = quarter * sums.squares;
    partial.variance_squares = quarter * quarter * sums.fourths;
  }

  void add_triple(const random::Stream& stream, std::uint64_t index, std::uint64_t stratum, std::size_t at,
                  Partial& partial) {
    const double x = place(stratum, stream.uniform(index));
    double y = 0;
    f_({&x, 1}, {&y, 1});
    third_ = y;
    const double mean = (y_[at] + other_y_[at] + y) / 3;
    const double d1 = y_[at] - mean, d2 = other_y_[at] - mean, d3 = y - mean;
    const double variance = weight_ * weight_ * ((d1 * d1 + d2 * d2 + d3 * d3) / 2) / 3;
    partial.sum += weight_ * mean;
    partial.variance += variance;
    partial.variance_squares += variance * variance / 2;
    partial.nan.merge(find_nan({&x, 1}, {&y, 1}));
  }

  Roughness roughness(std::uint64_t first, std::size_t count) {
    const auto value = std::span(y_).first(count), other = std::span(other_y_).first(count);
    const Steps steps = integrate::steps(value, other);
    Roughness result{.strata = count,
                     .first_mean = 0.5 * (value.front() + other.front()),
                     .last_mean = 0.5 * (value.back() + other.back()),
                     .last_edge = place(first + count, 0),
                     .sum = steps.squares};
    const auto keep = [&](const Step& step, double& square, double& at) {
      if (!(step.square > 0)) return;
      square = step.square;
      at = place(first + step.at, 0);
    };
    const auto square = [](double difference) { return difference * difference; };
    keep(steps.largest, result.largest, result.largest_at);
    keep(steps.tower, result.tower, result.tower_at);
    keep(steps.first_tower, result.first.tower, result.first.tower_at);
    keep(steps.last_tower, result.last.tower, result.last.tower_at);
    result.first.step = steps.first;
    result.last.step = steps.last;
    result.first.within = square(value.front() - other.front());
    result.last.within = square(value.back() - other.back());
    return result;
  }

  void find_nans(std::size_t count, std::uint64_t points, NotANumber& nan) const {
    NotANumber found;
    for (std::size_t i = 0; i < count; ++i) {
      found.merge(find_nan({&x_[i], 1}, {&y_[i], 1}));
      if (points > 1) found.merge(find_nan({&other_x_[i], 1}, {&other_y_[i], 1}));
    }
    found.merge(nan);
    nan = found;
  }

  Interval interval_;
  int exponent_;                   // 2^exponent_ is the unit of sums
  double width_ = 0, weight_ = 0;  // of a stratum, in x and in the unit
  std::uint64_t seed_;
  Integrand f_;
  alignas(64) std::array<double, block_strata> x_{};
  alignas(64) std::array<double, block_strata> y_{};
  alignas(64) std::array<double, block_strata> other_x_{};
  alignas(64) std::array<double, block_strata> other_y_{};
  std::size_t count_ = 0;  // of strata in the last block
  double third_ = 0;       // f at the third point of its last stratum, or 0
};

}  // namespace

std::unique_ptr<Rule> make_stratified(const Problem& problem, Integrand f) {
  return std::make_unique<Stratified>(problem, std::move(f));
}

}  // namespace quadrille::integrate
