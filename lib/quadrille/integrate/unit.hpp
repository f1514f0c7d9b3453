// Units in which neither large nor small integrals leave the range of doubles.
#pragma once

#include <cmath>
#include <cstdlib>

namespace quadrille::integrate {

/// The exponent of a power of two near |x|, or 0 where squares and fourth powers of x and sums of them can do
/// without: a unit that is exact, and changes no bit of what neither overflows nor vanishes.
inline int exponent_of_unit(double x) {
  constexpr int harmless = 64;
  int exponent = 0;
  std::frexp(x, &exponent);
  return std::abs(exponent) > harmless ? exponent : 0;
}

}  // namespace quadrille::integrate
