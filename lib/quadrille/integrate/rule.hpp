// What an estimator is: how a replicate is cut into base blocks, and what they say together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "quadrille/integrate/partial.hpp"
#include "quadrille/integrate/problem.hpp"

namespace quadrille::integrate {

/// y[i] = f(x[i]) over a block of points, elementwise: any callable, or a compiled formula (integrand.hpp).
using Integrand = std::function<void(std::span<const double> x, std::span<double> y)>;

/// Points of a full base block.
inline constexpr std::uint64_t block_points = 4096;

/// One replicate of one sample size.
struct Sample {
  std::uint64_t points = 0;
  std::uint64_t replicate = 0;
};

/// What one replicate says.
struct Estimate {
  std::optional<double> value;           ///< none from no points
  std::optional<double> standard_error;  ///< where it can be known from one replicate
  double freedom = 0;                    ///< degrees of freedom of the standard error
};

/// An estimator over the interval [low, high], low < high; the kernel sees to the sign and to empty
/// intervals. It may keep scratch memory; block() is a pure function of (problem, sample, block) all the
/// same.
class Rule {
 public:
  virtual ~Rule() = default;

  /// Base blocks of a replicate; 0 for no points.
  virtual std::uint64_t blocks(std::uint64_t points) const = 0;
  /// Points of the last block.
  virtual std::uint64_t last_block_points(std::uint64_t points) const = 0;
  virtual Partial block(const Sample& sample, std::uint64_t block) = 0;
  /// The largest finite |f| at the points of the last block, as the rule saw it; 0 where there is none.
  virtual double largest() = 0;
  /// `points` >= 1.
  virtual Estimate conclude(std::uint64_t points, const Partial& total) const = 0;
};

/// The rule of problem.estimator.
std::unique_ptr<Rule> make_rule(const Problem& problem, Integrand f);

/// The largest finite |y|; 0 where there is none.
double largest_of(std::span<const double> y);

/// Finds the NaNs among f(x): their number, and the first in the order of the spans.
NotANumber find_nan(std::span<const double> x, std::span<const double> y);

}  // namespace quadrille::integrate
