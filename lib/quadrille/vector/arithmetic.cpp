#include "quadrille/vector/arithmetic.hpp"

#include <limits>

namespace quadrille::vector {

bool arithmetic_is_ieee() {
  // The compiler must not know them.
  const volatile double least = std::numeric_limits<double>::denorm_min(), small = 1e-310, half = 0.5;
  const volatile double one = 1, odd = 1 + 0x1p-52, half_unit = 0x1p-53, more = 0x1.8p-53;
  const double product = small * half, sum = small + least;
  return product > 0 && sum > small && least + least > 0 &&           // subnormal numbers
         one + half_unit == one && odd + half_unit == 1 + 0x1p-51 &&  // half to even
         one + more == 1 + 0x1p-52 && -one - more == -1 - 0x1p-52;    // to nearest, on both sides
}

}  // namespace quadrille::vector
