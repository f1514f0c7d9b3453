// Elementwise functions over blocks of doubles: the same bits on every target.
//
// Arithmetic, comparisons, rounding and roots are IEEE 754's, correctly rounded. The others come from SLEEF's
// deterministic family, with errors of at most 1 ULP (erfc: 1.5; lgamma near its negative roots: 1e-15; power
// above 1.7976e308: 1.2; sinh and cosh beyond 709: 1.7; gamma at its ends: 2; lgamma above 1e305: 1.4), and
// special cases as in C's <math.h>, to the ends of their ranges and in subnormal numbers, too.
// docs/accuracy.md has what is measured. A comparison gives 1 or 0; whatever is not equal to 0, a NaN too,
// counts as true.
#pragma once

#include <cstddef>

namespace quadrille::vector {

// clang-format off
enum class Function : unsigned char {
  // of one argument
  identity, negate, logical_not, abs, sign, sqrt, power_half, cbrt, floor, ceil, round,
  exp, expm1, log, log1p, log2, log10,
  sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh,
  erf, erfc, gamma, lgamma,
  // of two
  add, subtract, multiply, divide, power, less, less_equal, equal, not_equal, logical_and, logical_or,
  min, max, hypot, atan2,
  // of three: the second where the first is true, else the third
  select,
};
// clang-format on

/// Computes out[i] = f(a[i], b[i], c[i]) for i in [0, count). Requires `count` to be a multiple of 8;
/// arguments that f does not have are ignored. `out` may be equal to an argument.
using BlockFunction = void (*)(const double* a, const double* b, const double* c, double* out,
                               std::size_t count);

/// The function for the target in use; it stays valid when another target is chosen later.
///
/// round: half to even, as Python's. sign: -1, 0, 1; NaN of NaN. min, max: NaN if either is NaN; -0 < +0.
/// power_half(x) is power(x, 0.5): a square root that maps -0 to +0 and -inf to +inf.
BlockFunction block_function(Function function);

/// Returns f(a, b, c): the same bits as the block function's.
double apply(Function function, double a, double b = 0, double c = 0);

}  // namespace quadrille::vector
