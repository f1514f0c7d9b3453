// The kernel of an integral: (problem, block) -> partial result; no I/O, no clock, no rank.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "quadrille/integrate/partial.hpp"
#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/rule.hpp"
#include "quadrille/vector/arithmetic.hpp"

namespace quadrille::integrate {

/// What replicates of one sample size say together.
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

  /// The exponent; 0 where there are but zeros.
  int unit() const { return exponent == Partial::lowest_exponent ? 0 : exponent; }
  double estimate() const;  ///< the mean over replicates, in the integral's own unit

  /// In the larger of both exponents.
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

/// How a replicate of one size is cut.
struct Cut {
  std::uint64_t blocks = 0;
  std::uint64_t last_block_points = 0;
};

/// A group is a sample size (problem.sizes[group]). `Block` is anything with group, replicate and block.
class Kernel {
 public:
  using Leaf = Partial;
  using Summary = integrate::Summary;
  using Tally = NoTally;

  Kernel(Problem problem, Integrand f);

  const Problem& problem() const { return problem_; }
  Cut cut(std::uint64_t group) const;

  template <class Block>
  Leaf operator()(const Block& block, Tally&) {
    const vector::IeeeArithmetic arithmetic;
    const Sample sample{problem_.sizes[block.group], problem_.first_replicate + block.replicate};
    return leaf(sample, block.block);
  }
  Summary conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& total) const;

  template <class Block>
  std::string replay(const Block& block) const {
    return replay(block.group, block.replicate);
  }
  /// The command line that repeats one replicate alone.
  std::string replay(std::uint64_t group, std::uint64_t replicate) const;

 private:
  Leaf leaf(const Sample& sample, std::uint64_t block);

  Problem problem_;
  std::unique_ptr<int> exponent_;  // the rule sees f / 2^exponent
  int length_exponent_;            // 2^length_exponent_ is near the interval's length
  std::unique_ptr<Rule> rule_;
};

}  // namespace quadrille::integrate
