// Adaptive quadrature over many points at a time, with an end to its effort that does not depend on a clock.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

/// What a search may take. It ends where it does on every machine, since it counts points, not seconds.
struct Effort {
  double cost = 1;    ///< of a point, in nanoseconds, about
  double most = 1e9;  ///< of all points
  std::function<void()>
      pause;  ///< if it is set, called every millisecond or so; what it throws ends the search
};

struct Quadrature {
  double value = 0;
  double magnitude = 0;      ///< the integral of |f|
  std::uint64_t points = 0;  ///< at which f was computed
};

/// Returns the integral of f over [low, high]. Requires low < high, both finite, and their distance, too.
/// Gauss and Kronrod's rule of 61 points (the tables are Boost.Math's; no function of the system's libm has a
/// part in it) on up to 4096 equal pieces and ever shorter ones towards both ends and towards 0; then the
/// worst piece is halved, with its neighbours, until the sum is known to 1e-14 of the integral of |f|, as
/// QUADPACK's QAG does (Piessens et al., 1983). None where the error is above 1e-9 of that when the effort is
/// spent, or a part of it is left at single points, as at a pole. Where f is 0 at all points, both are 0.
std::optional<Quadrature> quadrature(const Integrand& f, double low, double high, const Effort& effort);

}  // namespace quadrille::integrate
