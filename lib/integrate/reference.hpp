// What the integral should be.
#pragma once

#include <optional>
#include <string>

#include "integrate/rule.hpp"

namespace quadrille::integrate {

struct Reference {
  double value = 0;
  std::string how;  ///< "--exact", or the quadrature that found it
};

/// The user's exact value, or else adaptive Gauss-Kronrod quadrature (Boost.Math, 61 points, whose tables are
/// constants, so that no function of the system's libm has a part in it), or nothing where that does not
/// settle to an error of 1e-9 of the integral of |f|, within ten thousand pieces, where a part of
/// that is left at single points, as at a pole, or where f is 0 at all nodes.
std::optional<Reference> find_reference(const Problem& problem, const Integrand& f);

}  // namespace quadrille::integrate
