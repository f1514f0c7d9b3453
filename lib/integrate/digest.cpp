#include "integrate/digest.hpp"

#include <vector>

#include "formula/names.hpp"
#include "integrate/integrand.hpp"
#include "integrate/kernel.hpp"
#include "text/digest.hpp"

namespace quadrille::integrate {
namespace {

struct FirstBlocks {
  std::uint64_t group, replicate, block;
};

}  // namespace

std::string kernel_digest() {
  std::vector<double> values;
  for (std::size_t i = 0; i < estimator_names.size(); ++i) {
    Problem problem;
    problem.formula = formula::every_function;
    problem.sizes = {1000};
    problem.estimator = static_cast<Estimator>(i);
    problem.seed = 2026;
    Kernel kernel(problem, integrand_of(problem.formula));
    Kernel::Tally tally;
    for (std::uint64_t b = 0; b < kernel.cut(0).blocks; ++b) {
      const Partial partial = kernel(FirstBlocks{0, 0, b}, tally);
      values.insert(values.end(), {partial.sum, partial.variance, partial.variance_squares,
                                   partial.values.mean, partial.values.m2, partial.roughness.sum});
    }
  }
  return text::digest_of(values);
}

}  // namespace quadrille::integrate
