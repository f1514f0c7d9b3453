// `spacings`, the lecture's estimator, and `trapezoid`: both from sorted uniform points.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "quadrille/integrate/rules.hpp"
#include "quadrille/integrate/sums.hpp"
#include "quadrille/random/sorted_uniforms.hpp"

namespace quadrille::integrate {
namespace {

using random::SortedUniforms;
using random::SpacingsBlock;

/// Spacings whose weights, positions and values stay in the first-level cache together.
constexpr std::size_t piece = 512;

/// Where rank k of a block stands: lanes hold consecutive ranks, the first full_lanes one more than the rest.
std::size_t entry_of_rank(const SpacingsBlock& block, std::size_t rank) {
  const std::size_t in_full_lanes = std::size_t{block.full_lanes} * block.rows;
  if (rank < in_full_lanes) return rank % block.rows * 8 + rank / block.rows;
  const std::size_t rest = rank - in_full_lanes, rows = block.rows - 1;
  return rest % rows * 8 + block.full_lanes + rest / rows;
}

/// Sorted points, drawn block by block, and f at the right end of each spacing.
class SortedRule : public Rule {
 public:
  SortedRule(const Problem& problem, Integrand f)
      : f_(std::move(f)),
        seed_(problem.seed),
        interval_{std::min(problem.from, problem.to), std::max(problem.from, problem.to)} {}

  std::uint64_t blocks(std::uint64_t points) const override {
    return points == 0 ? 0 : SortedUniforms::blocks(points);
  }
  std::uint64_t last_block_points(std::uint64_t points) const override {
    return points % SortedUniforms::block_spacings + 1;
  }

  double largest() override {
    double largest = 0;
    evaluate([&](auto, auto, auto y) { largest = std::max(largest, largest_of(y)); });
    return largest;
  }

 protected:
  /// Draws a block. The last one of a replicate ends where the interval does.
  void draw(const Sample& sample, std::uint64_t number) {
    uniforms(sample).draw(number, block_);
    is_last_ = number + 1 == blocks(sample.points);
    end_ = entry_of_rank(block_, block_.count - 1);
    left_out_.clear();
    for (std::size_t lane = block_.full_lanes; lane < 8; ++lane) leave_out(8 * (block_.rows - 1) + lane);
  }

  const SpacingsBlock& spacings() const { return block_; }
  bool is_last() const { return is_last_; }
  std::size_t end() const { return end_; }  ///< entry of the block's last spacing

  /// f counts as 0 there.
  void leave_out(std::size_t entry) { left_out_.push_back(entry); }

  /// use(weights, x, f(x)) for one piece of the block after the other, with the right ends of its spacings
  /// for x.
  template <class Use>
  void evaluate(const Use& use) {
    random::Positions positions(block_);
    for (std::size_t at = 0; at < block_.weight().size(); at += piece) {
      const auto weights = spacings().weight().subspan(at, std::min(piece, block_.weight().size() - at));
      const auto x = std::span(x_).first(weights.size()), y = std::span(y_).first(weights.size());
      positions.next(x);
      if (is_last_ && end_ - at < x.size()) x[end_ - at] = interval_.high;
      f_(x, y);
      for (const std::size_t entry : left_out_)
        if (entry - at < y.size()) y[entry - at] = 0;
      use(weights, std::span<const double>(x), std::span<const double>(y));
    }
  }

  NotANumber find_nan_in_order() {
    std::vector<double> x, y;
    evaluate([&](std::span<const double>, std::span<const double> xs, std::span<const double> ys) {
      x.insert(x.end(), xs.begin(), xs.end());
      y.insert(y.end(), ys.begin(), ys.end());
    });
    NotANumber nan;
    for (std::size_t rank = 0; rank < block_.count; ++rank) {
      const std::size_t entry = entry_of_rank(block_, rank);
      nan.merge(find_nan({&x[entry], 1}, {&y[entry], 1}));
    }
    return nan;
  }

  std::array<double, 8> values_at(const std::array<double, 8>& x) const {
    std::array<double, 8> y{};
    f_(x, y);
    return y;
  }

 private:
  SortedUniforms& uniforms(const Sample& sample) {
    if (!uniforms_ || sample.points != drawn_.points || sample.replicate != drawn_.replicate) {
      drawn_ = sample;
      uniforms_.emplace(seed_,
                        "integrate; sorted; samples " + std::to_string(sample.points) + "; replicate " +
                            std::to_string(sample.replicate),
                        sample.points, interval_);
    }
    return *uniforms_;
  }

  Integrand f_;
  std::uint64_t seed_;
  random::Interval interval_;
  Sample drawn_;
  std::optional<SortedUniforms> uniforms_;
  SpacingsBlock block_;
  bool is_last_ = false;
  std::size_t end_ = 0;
  std::vector<std::size_t> left_out_;
  alignas(64) std::array<double, piece> x_, y_;
};

/// The sum over i >= 2 of (x(i) - x(i-1)) f(x(i)). Its expectation on [0, 1] is the integral of
/// f(x) (1 - (1-x)^n - n x (1-x)^(n-1)): what lies below x(1) and above x(n) is missing.
class Spacings : public SortedRule {
 public:
  using SortedRule::SortedRule;

  Partial block(const Sample& sample, std::uint64_t number) override {
    draw(sample, number);
    if (number == 0) leave_out(0);
    if (is_last()) leave_out(end());
    WeightedSum sum;
    evaluate([&](auto weights, auto, auto y) { sum.add(weights, y); });
    Partial partial;
    partial.sum = spacings().scale * sum.total();
    if (partial.sum != partial.sum) partial.nan = find_nan_in_order();
    return partial;
  }

  Estimate conclude(std::uint64_t, const Partial& total) const override {
    return {.value = total.sum, .standard_error = {}, .freedom = 0};
  }
};

/// Trapezoids between the points and both ends of the interval: half the sum over all n + 1 spacings of
/// width (f(left) + f(right)).
class Trapezoid : public SortedRule {
 public:
  using SortedRule::SortedRule;

  Partial block(const Sample& sample, std::uint64_t number) override {
    draw(sample, number);
    const SpacingsBlock& block = spacings();
    // To the left of a lane's first spacing ends the lane before.
    std::array<double, 8> left = random::lane_ends(block);
    std::copy_backward(left.begin(), left.end() - 1, left.end());
    left[0] = block.start[0];
    const std::array<double, 8> at_left = values_at(left);
    at_low_ = at_left[0];
    AdjacentSum sum(at_left);
    Partial partial;
    std::size_t rows = 0;
    evaluate([&](auto widths, auto, auto y) {
      const bool has_last_row = (rows += y.size() / 8) == block.rows;
      const std::size_t before_it = y.size() - (has_last_row ? 8 : 0);
      sum.add(widths.first(before_it), y.first(before_it));
      if (!has_last_row) return;
      const double total = sum.total(widths.template last<8>(), y.template last<8>(), block.full_lanes);
      partial.sum = 0.5 * block.scale * total;
    });
    if (partial.sum != partial.sum) {
      if (number == 0) partial.nan = find_nan({left.data(), 1}, {at_left.data(), 1});
      partial.nan.merge(find_nan_in_order());
    }
    return partial;
  }

  double largest() override { return std::max(SortedRule::largest(), largest_of({&at_low_, 1})); }

  Estimate conclude(std::uint64_t, const Partial& total) const override {
    return {.value = total.sum, .standard_error = {}, .freedom = 0};
  }

 private:
  double at_low_ = 0;  // f to the left of the last block
};

}  // namespace

std::unique_ptr<Rule> make_spacings(const Problem& problem, Integrand f) {
  return std::make_unique<Spacings>(problem, std::move(f));
}

std::unique_ptr<Rule> make_trapezoid(const Problem& problem, Integrand f) {
  return std::make_unique<Trapezoid>(problem, std::move(f));
}

}  // namespace quadrille::integrate
