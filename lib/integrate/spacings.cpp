// `spacings`, the lecture's estimator, and `trapezoid`: both from sorted uniform points.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "integrate/rules.hpp"
#include "integrate/sums.hpp"
#include "random/sorted_uniforms.hpp"

namespace quadrille::integrate {
namespace {

using random::SortedUniforms;
using random::SpacingsBlock;

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

 protected:
  struct Evaluated {
    bool last;  ///< whether the replicate ends here
    std::size_t
        end;  ///< entry of the block's last spacing; in the last block it ends where the interval does
  };

  /// Draws the block and evaluates f.
  Evaluated evaluate(const Sample& sample, std::uint64_t number) {
    uniforms(sample).draw(number, block_);
    const bool last = number + 1 == blocks(sample.points);
    const std::size_t end = entry_of_rank(block_, block_.count - 1);
    if (last) block_.position()[end] = interval_.high;
    f_(block_.position(), values());
    for (std::size_t lane = block_.full_lanes; lane < 8; ++lane) drop(8 * (block_.rows - 1) + lane);
    return {last, end};
  }

  const SpacingsBlock& spacings() const { return block_; }
  std::span<double> values() { return std::span(values_).first(block_.position().size()); }

  void drop(std::size_t entry) {
    values_[entry] = 0;
    block_.weight()[entry] = 0;
  }

  NotANumber find_nan_in_order() const {
    NotANumber nan;
    for (std::size_t rank = 0; rank < block_.count; ++rank) {
      const std::size_t entry = entry_of_rank(block_, rank);
      nan.merge(find_nan({&block_.position()[entry], 1}, {&values_[entry], 1}));
    }
    return nan;
  }

  double value_at(double x) const {
    double y = 0;
    f_({&x, 1}, {&y, 1});
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
  alignas(64) std::array<double, SpacingsBlock::capacity> values_;
};

/// The sum over i >= 2 of (x(i) - x(i-1)) f(x(i)). Its expectation on [0, 1] is the integral of
/// f(x) (1 - (1-x)^n - n x (1-x)^(n-1)): what lies below x(1) and above x(n) is missing.
class Spacings : public SortedRule {
 public:
  using SortedRule::SortedRule;

  Partial block(const Sample& sample, std::uint64_t number) override {
    const auto [last, end] = evaluate(sample, number);
    if (number == 0) drop(0);
    if (last) drop(end);
    Partial partial;
    partial.sum = spacings().scale * weighted_sum(spacings().weight(), values());
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
    evaluate(sample, number);
    const SpacingsBlock& block = spacings();
    const double left_end = value_at(block.start);
    std::array<double, 8> before{left_end};
    for (std::size_t lane = 1; lane < 8; ++lane) {
      const std::size_t rows = block.rows - (lane - 1 < block.full_lanes ? 0 : 1);
      if (rows > 0) before[lane] = values()[8 * (rows - 1) + lane - 1];
    }
    Partial partial;
    partial.sum = block.scale * adjacent_sum(block.weight(), values(), before, block.full_lanes);
    if (partial.sum != partial.sum) {
      if (number == 0) partial.nan = find_nan({&block.start, 1}, {&left_end, 1});
      partial.nan.merge(find_nan_in_order());
    }
    return partial;
  }

  Estimate conclude(std::uint64_t, const Partial& total) const override {
    return {.value = 0.5 * total.sum, .standard_error = {}, .freedom = 0};
  }
};

}  // namespace

std::unique_ptr<Rule> make_spacings(const Problem& problem, Integrand f) {
  return std::make_unique<Spacings>(problem, std::move(f));
}

std::unique_ptr<Rule> make_trapezoid(const Problem& problem, Integrand f) {
  return std::make_unique<Trapezoid>(problem, std::move(f));
}

}  // namespace quadrille::integrate
