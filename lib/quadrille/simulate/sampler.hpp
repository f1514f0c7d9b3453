// Draws of a model's variables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/simulate/problem.hpp"

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

  /// Sets columns[c][j] to column c of draw first + j. Requires one span for each column, all of one length.
  void operator()(std::uint64_t first, std::span<const std::span<double>> columns);

 private:
  struct Computation {
    formula::Evaluator evaluate;
    std::vector<std::size_t> inputs;  // variables
    std::optional<double> constant;
  };
  struct Step {
    std::size_t variable = 0;
    const Distribution* distribution = nullptr;  // nullptr: computed
    std::optional<random::Stream> stream;
    std::optional<LocationScale> constant;  // where no parameter varies
    std::vector<Computation> terms;
  };

  static Step step(const Problem& problem, std::size_t variable);
  void run(std::uint64_t first, std::size_t count);
  void compute(Computation& computation, std::span<double> out);
  void place(Step& step, std::span<double> values);

  std::vector<std::size_t> columns_;  // the variable of each column
  std::vector<Step> steps_;           // the needed variables, in model order
  std::vector<double> scratch_;       // a chunk for each needed variable that is no column
  std::vector<double> location_;      // a chunk each
  std::vector<double> scale_;
  std::vector<double*> value_of_;  // by variable: where its values in the chunk at hand are
  std::vector<const double*> inputs_;
};

}  // namespace quadrille::simulate
