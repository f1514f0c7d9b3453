#include "integrate/digest.hpp"

#include <vector>

#include "integrate/integrand.hpp"
#include "integrate/kernel.hpp"
#include "text/digest.hpp"

namespace quadrille::integrate {
namespace {

constexpr const char* every_function =
    "abs(x-0.5) + sqrt(x) + cbrt(x) + exp(x) + expm1(x) + log(x+1) + log1p(x) + log2(x+1) + log10(x+1) + "
    "sin(x)"
    " + cos(x) + tan(x) + asin(x/2) + acos(x/2) + atan(x) + atan2(x, 2) + sinh(x) + cosh(x) + tanh(x)"
    " + asinh(x) + acosh(x+1) + atanh(x/2) + erf(x) + erfc(x) + gamma(x+1) + lgamma(x+1) + floor(9*x)"
    " + ceil(9*x) + round(9*x) + min(x, 0.5) + max(x, 0.5) + hypot(x, 2) + sign(x-0.5) + x^1.5 + x^3"
    " + if(0.2 < x < 0.7 and not x == 0.5, 1/(1+x^2), pi*x)";

struct FirstBlocks {
  std::uint64_t group, replicate, block;
};

}  // namespace

std::string kernel_digest() {
  std::vector<double> values;
  for (std::size_t i = 0; i < estimator_names.size(); ++i) {
    Problem problem;
    problem.formula = every_function;
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
