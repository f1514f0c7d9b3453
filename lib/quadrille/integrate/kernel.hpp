// The kernel of an integral: (problem, block) -> partial result; no I/O, no clock, no rank.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "quadrille/integrate/partial.hpp"
#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/rule.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::integrate {

/// The sum of what replicates of one sample size say.
struct Summary {
  statistics::MeanSkewness estimates;       ///< over replicates, in units of 2^exponent; none from no points
  int exponent = Partial::lowest_exponent;  ///< so that their squares neither overflow nor vanish
  bool has_error = false;                   ///< the first replicate knows its own standard error
  double standard_error = 0;
  double freedom = 0;
  double freedoms = 0;              ///< their sum over replicates
  statistics::MeanSkewness values;  ///< mean: of f, over all replicates
  Roughness roughness;              ///< stratified: of the replicate where one step towers most
  double tower = 0;                 ///< what that step is in an estimate, in units of 2^exponent
  NotANumber nan;                   ///< of all

  /// Returns the exponent; 0 where there are but zeros.
  int unit() const { return exponent == Partial::lowest_exponent ? 0 : exponent; }
  double estimate() const;  ///< the mean over replicates, in the integral's own unit

  /// Adds up in the larger of both exponents.
  void merge(const Summary& right);
  void set_exponent(int to);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& estimates& exponent& has_error& standard_error& freedom& freedoms& values& roughness& tower& nan;
  }
};

/// Integrals count nothing beside their sums.
struct NoTally {
  void merge(const NoTally&) {}
  template <class Archive>
  void serialize(Archive&, unsigned) {}
};

/// Returns the work of a problem: a group for each of its sizes, with replicates cut as the estimator says.
/// Costs are in nanoseconds, about: a point 2, and a replicate and a block beside their points 200.
work::Layout layout(const Problem& problem);

/// A work::Kernel whose groups are the sample sizes: group g is problem.sizes[g].
class Kernel {
 public:
  using Leaf = Partial;
  using Summary = integrate::Summary;
  using Tally = NoTally;

  Kernel(Problem problem, Integrand f);

  const Problem& problem() const { return problem_; }

  Leaf operator()(const work::Block& block, Tally&);
  Summary conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& total) const;
  std::string replay(const work::Block& block) const { return replay(block.group, block.replicate); }
  /// Returns the command line that repeats one replicate alone.
  std::string replay(std::uint64_t group, std::uint64_t replicate) const;

 private:
  Leaf leaf(const Sample& sample, std::uint64_t block);

  Problem problem_;
  std::unique_ptr<int> exponent_;  // the rule sees f / 2^exponent
  int length_exponent_;            // 2^length_exponent_ is near the interval's length
  std::unique_ptr<Rule> rule_;
};

}  // namespace quadrille::integrate
