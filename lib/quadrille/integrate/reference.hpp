// What the integral should be.
#pragma once

#include <optional>
#include <string>

#include "quadrille/integrate/quadrature.hpp"
#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

struct Reference {
  double value = 0;
  std::string how;  ///< "--exact", or the quadrature that found it, and at how many points
};

/// The user's exact value, or else what quadrature() finds, or nothing. What lies between the points at which
/// it looked, it does not know.
std::optional<Reference> find_reference(const Problem& problem, const Integrand& f,
                                        const Effort& effort = {});

}  // namespace quadrille::integrate
