// Draws of a model's variables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "formula/evaluator.hpp"
#include "random/stream.hpp"
#include "simulate/problem.hpp"

namespace quadrille::simulate {

/// Computes the columns of a problem, and what they depend on. Draw i of variable v comes from number i of
/// the stream for "simulate; variable NAME; replicate 0; cell 0", whatever other variables and draws there
/// are: any division of the draws gives the same bits.
///
/// Where a draw's own parameters are impossible (a negative standard deviation or mean of an exponential, a
/// uniform's low above its high) its value is NaN. Holds scratch memory: one sampler a thread.
class Sampler {
 public:
  explicit Sampler(const Problem& problem);

  /// columns[c][j] is column c of draw first + j; one span for each column, all of one length.
  void operator()(std::uint64_t first, std::span<const std::span<double>> columns);

 private:
  struct Step;

 public:
  ~Sampler();
  Sampler(Sampler&&) noexcept;

 private:
  void run(std::uint64_t first, std::size_t count);

  std::vector<std::size_t> columns_;  // the variable of each column
  std::vector<Step> steps_;           // needed variables in model order
  std::vector<double*> value_of_;     // by variable: where its values of the chunk at hand are
  std::vector<double> scratch_;
};

}  // namespace quadrille::simulate
