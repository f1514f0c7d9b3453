// One replicate after the other, without a team.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/integrate/result.hpp"
#include "text/texts.hpp"

namespace quadrille::integrate {

inline constexpr Estimator all_estimators[] = {Estimator::spacings, Estimator::trapezoid, Estimator::midpoint,
                                               Estimator::mean, Estimator::stratified};

inline Problem problem_of(std::string formula, Estimator estimator, std::vector<std::uint64_t> sizes) {
  Problem problem;
  problem.formula = std::move(formula);
  problem.estimator = estimator;
  problem.sizes = std::move(sizes);
  problem.seed = 1;
  return problem;
}

inline Kernel kernel_of(const Problem& problem) { return {problem, integrand_of(problem.formula)}; }

inline Summary replicate_alone(Kernel& kernel, std::uint64_t group, std::uint64_t replicate) {
  const std::uint64_t blocks = layout(kernel.problem()).group(group).blocks;
  Kernel::Tally tally;
  Partial total;
  for (std::uint64_t b = 0; b < blocks; ++b) {
    total.merge(kernel({group, replicate, b}, tally));
  }
  return kernel.conclude(group, replicate, total);
}

inline std::vector<Summary> all_alone(Kernel& kernel) {
  std::vector<Summary> summaries(kernel.problem().sizes.size());
  for (std::uint64_t group = 0; group < summaries.size(); ++group) {
    for (std::uint64_t r = 0; r < kernel.problem().repeats; ++r) {
      summaries[group].merge(replicate_alone(kernel, group, r));
    }
  }
  return summaries;
}

inline Result result_alone(const Problem& problem) {
  Kernel kernel = kernel_of(problem);
  return summarise(kernel, knowledge_of(problem, integrand_of(problem.formula)), all_alone(kernel));
}

/// The texts of all notes.
inline std::vector<std::string> notes(const char* formula, Estimator estimator, std::uint64_t n) {
  return text::texts(result_alone(problem_of(formula, estimator, {n})).notes);
}

/// The codes of the notes on the row of n samples.
inline std::vector<std::string> codes(Problem problem) { return result_alone(problem).rows.at(0).notes; }
inline std::vector<std::string> codes(const char* formula, Estimator estimator, std::uint64_t n) {
  return codes(problem_of(formula, estimator, {n}));
}

}  // namespace quadrille::integrate
