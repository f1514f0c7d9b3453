#include "quadrille/integrate/problem.hpp"

#include "quadrille/text/number.hpp"

namespace quadrille::integrate {

std::string canonical(const Problem& problem) {
  std::string text = "integrate " + problem.formula + "\nfrom " + text::shortest(problem.from) + " to " +
                     text::shortest(problem.to) + "\nestimator " + std::string(name(problem.estimator)) +
                     "\nrepeats " + std::to_string(problem.repeats) + " from " +
                     std::to_string(problem.first_replicate) + "\nseed " + std::to_string(problem.seed) +
                     "\nexact " + (problem.exact ? text::shortest(*problem.exact) : "none") + "\nsizes";
  for (const std::uint64_t size : problem.sizes) text += ' ' + std::to_string(size);
  return text;
}

}  // namespace quadrille::integrate
