// What the integral should be.
#pragma once

#include <optional>
#include <string>

#include "quadrille/integrate/quadrature.hpp"
#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

struct Reference {
  double value = 0;
  std::string how;       ///< "--exact", or the quadrature that found it, and at how many points
  double magnitude = 0;  ///< the integral of |f|, where quadrature found it
};

/// The outcome of a search.
struct Search {
  std::optional<Reference> reference;
  std::uint64_t zeros = 0;  ///< at so many points quadrature met nothing but 0, and there is no reference
};

/// Returns the user's exact value, or what quadrature() finds, or none. What lies between the points at which
/// it looked, it does not know: only zeros are no reference, unless the formula is constant as it is written.
Search search_reference(const Problem& problem, const Integrand& f, const Effort& effort = {});
std::optional<Reference> find_reference(const Problem& problem, const Integrand& f,
                                        const Effort& effort = {});

}  // namespace quadrille::integrate
