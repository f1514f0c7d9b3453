// What quadrature knows of the values of f.
#pragma once

#include <optional>

#include "quadrille/integrate/reference.hpp"
#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

/// The distribution of f(X), X uniform on the interval.
struct Law {
  double magnitude = 0;  ///< of the integral of |f|, roughly: quadrature's, or if that is more, the length
                         ///< times the largest |f| at 64 points
  bool known = false;    ///< the integral was found by quadrature, and the moments below were looked for
  std::optional<double> sd = {};  ///< none where quadrature finds none: it is infinite, or nearly so
  std::optional<double> skewness = {},
                        excess = {};  ///< likewise; of f that does vary. `excess` is kurtosis - 3
};

/// Returns the law of f over the problem's interval. Moments are looked for where one estimator's interval
/// rests on them (`mean`) and where `reference` is by quadrature.
Law law_of(const Problem& problem, const Integrand& f, const std::optional<Reference>& reference,
           const Effort& effort = {});

}  // namespace quadrille::integrate
