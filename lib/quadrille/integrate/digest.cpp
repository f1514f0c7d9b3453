#include "quadrille/integrate/digest.hpp"

#include <string_view>
#include <vector>

#include "quadrille/formula/names.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/text/digest.hpp"

namespace quadrille::integrate {
namespace {

/// What each block of `points` points gives by each estimator.
void append_blocks(std::string_view formula, std::uint64_t points, std::vector<double>& values) {
  for (std::size_t i = 0; i < estimator_names.size(); ++i) {
    Problem problem;
    problem.formula = formula;
    problem.sizes = {points};
    problem.estimator = static_cast<Estimator>(i);
    problem.seed = 2026;
    Kernel kernel(problem, integrand_of(problem.formula));
    Kernel::Tally tally;
    for (std::uint64_t b = 0; b < layout(problem).group(0).blocks; ++b) {
      const Partial partial = kernel({0, 0, b}, tally);
      values.insert(values.end(), {static_cast<double>(partial.exponent), partial.sum, partial.variance,
                                   partial.variance_squares, partial.values.mean, partial.values.m2,
                                   partial.values.m3, partial.roughness.sum});
    }
  }
}

}  // namespace

std::string kernel_digest() {
  std::vector<double> values;
  append_blocks(formula::every_function, 1000, values);
  append_blocks("1/(1+x^2)", 3 * block_points + 5, values);
  return text::digest_of(values);
}

}  // namespace quadrille::integrate
