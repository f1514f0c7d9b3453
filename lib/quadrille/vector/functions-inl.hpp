// The functions of functions.hpp on eight lanes; a per-target header, see lanes-inl.hpp.
#if defined(QUADRILLE_VECTOR_FUNCTIONS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#undef QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#else
#define QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#endif

#include <limits>

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

// sleef.h declares a function only where the whole file may use its instructions, so they are declared here.
// `finz` is the family with fused multiply-add whose bits are the same at every width.
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
#define QUADRILLE_SLEEF(NAME, ACCURACY) Sleef_finz_##NAME##d1_##ACCURACY##purecfma
#define QUADRILLE_LANE(X) X.lane[i]
using SleefLanes = double;
inline constexpr std::size_t sleef_calls = lanes;
#else
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
#define QUADRILLE_SLEEF(NAME, ACCURACY) Sleef_finz_##NAME##d8_##ACCURACY##avx512f
#elif HWY_TARGET == HWY_AVX2
#define QUADRILLE_SLEEF(NAME, ACCURACY) Sleef_finz_##NAME##d4_##ACCURACY##avx2
#elif HWY_TARGET == HWY_NEON
#define QUADRILLE_SLEEF(NAME, ACCURACY) Sleef_finz_##NAME##d2_##ACCURACY##advsimd
#else
#error "No SLEEF functions are known for this target"
#endif
#define QUADRILLE_LANE(X) X.part[i].raw
using SleefLanes = decltype(hn::Vec<TagF>::raw);
inline constexpr std::size_t sleef_calls = parts;
#endif

/// Defines `Doubles NAME(const Doubles&)`, or of two arguments, as SLEEF's function of that accuracy (u10:
/// at most 1.0 ULP).
#define QUADRILLE_UNARY(NAME, SLEEF_NAME, ACCURACY)                                      \
  extern "C" SleefLanes QUADRILLE_SLEEF(SLEEF_NAME, ACCURACY)(SleefLanes);               \
  inline Doubles NAME(const Doubles& x) {                                                \
    Doubles result;                                                                      \
    for (std::size_t i = 0; i < sleef_calls; ++i) {                                      \
      QUADRILLE_LANE(result) = QUADRILLE_SLEEF(SLEEF_NAME, ACCURACY)(QUADRILLE_LANE(x)); \
    }                                                                                    \
    return result;                                                                       \
  }
#define QUADRILLE_BINARY(NAME, SLEEF_NAME, ACCURACY)                                                        \
  extern "C" SleefLanes QUADRILLE_SLEEF(SLEEF_NAME, ACCURACY)(SleefLanes, SleefLanes);                      \
  inline Doubles NAME(const Doubles& x, const Doubles& y) {                                                 \
    Doubles result;                                                                                         \
    for (std::size_t i = 0; i < sleef_calls; ++i) {                                                         \
      QUADRILLE_LANE(result) = QUADRILLE_SLEEF(SLEEF_NAME, ACCURACY)(QUADRILLE_LANE(x), QUADRILLE_LANE(y)); \
    }                                                                                                       \
    return result;                                                                                          \
  }

QUADRILLE_UNARY(cbrt, cbrt, u10)
QUADRILLE_UNARY(log, log, u10)
QUADRILLE_UNARY(log2, log2, u10)
QUADRILLE_UNARY(log10, log10, u10)
QUADRILLE_UNARY(sin, sin, u10)
QUADRILLE_UNARY(cos, cos, u10)
QUADRILLE_UNARY(asin, asin, u10)
QUADRILLE_UNARY(acos, acos, u10)
QUADRILLE_UNARY(atan, atan, u10)
QUADRILLE_UNARY(tanh, tanh, u10)
QUADRILLE_UNARY(atanh, atanh, u10)
QUADRILLE_UNARY(erf, erf, u10)
QUADRILLE_UNARY(erfc, erfc, u15)
QUADRILLE_BINARY(hypot, hypot, u05)
QUADRILLE_BINARY(atan2, atan2, u10)

// At the ends of their ranges these are not SLEEF's; see below.
namespace sleef {
QUADRILLE_UNARY(exp, exp, u10)
QUADRILLE_UNARY(expm1, expm1, u10)
QUADRILLE_BINARY(power, pow, u10)
QUADRILLE_UNARY(tan, tan, u10)
QUADRILLE_UNARY(gamma, tgamma, u10)
QUADRILLE_UNARY(lgamma, lgamma, u10)
QUADRILLE_UNARY(log1p, log1p, u10)
QUADRILLE_UNARY(sinh, sinh, u10)
QUADRILLE_UNARY(cosh, cosh, u10)
QUADRILLE_UNARY(asinh, asinh, u10)
QUADRILLE_UNARY(acosh, acosh, u10)
}  // namespace sleef

#undef QUADRILLE_BINARY
#undef QUADRILLE_UNARY
#undef QUADRILLE_LANE
#undef QUADRILLE_SLEEF

inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// The magnitude of `magnitude` (not negative) with the sign of `sign`.
HWY_INLINE Doubles with_sign(const Doubles& magnitude, const Doubles& sign) {
  return as_doubles(as_words(magnitude) | (as_words(sign) & broadcast(sign_bit)));
}
/// 1 where the mask is set, else 0.
HWY_INLINE Doubles one_or_zero(const Mask& mask) { return select(mask, broadcast(1.0), zero()); }
/// Whatever is not equal to 0; a NaN, too.
HWY_INLINE Mask is_true(const Doubles& x) { return !(x == zero()); }

// Operators as functions; a comparison gives 1 or 0.
inline Doubles identity(const Doubles& x) { return x; }
inline Doubles negate(const Doubles& x) { return -x; }
inline Doubles add(const Doubles& x, const Doubles& y) { return x + y; }
inline Doubles subtract(const Doubles& x, const Doubles& y) { return x - y; }
inline Doubles multiply(const Doubles& x, const Doubles& y) { return x * y; }
inline Doubles divide(const Doubles& x, const Doubles& y) { return x / y; }
inline Doubles less(const Doubles& x, const Doubles& y) { return one_or_zero(x < y); }
inline Doubles less_equal(const Doubles& x, const Doubles& y) { return one_or_zero(x <= y); }
inline Doubles equal(const Doubles& x, const Doubles& y) { return one_or_zero(x == y); }
inline Doubles not_equal(const Doubles& x, const Doubles& y) { return one_or_zero(!(x == y)); }
inline Doubles logical_not(const Doubles& x) { return one_or_zero(!is_true(x)); }
inline Doubles logical_and(const Doubles& x, const Doubles& y) {
  return one_or_zero(is_true(x) & is_true(y));
}
inline Doubles logical_or(const Doubles& x, const Doubles& y) { return one_or_zero(is_true(x) | is_true(y)); }
inline Doubles select(const Doubles& condition, const Doubles& yes, const Doubles& no) {
  return select(is_true(condition), yes, no);
}

/// x where it is so small that it is also the nearest double to the function's value, which `usual` is
/// elsewhere: SLEEF's log1p, tan and asinh lose the last bit of subnormal numbers, and the sign.
HWY_INLINE Doubles itself_if_tiny(const Doubles& x, const Doubles& usual) {
  return select(abs(x) < broadcast(0x1p-500), x, usual);
}

/// e^d - 1 = d + d^2/2 + d^3/6 + .. for d up to some 3e-6 in magnitude.
HWY_INLINE Doubles tiny_expm1(const Doubles& d) { return d + d * d * fma(d, broadcast(1.0 / 6), 0.5); }
/// SLEEF's is infinite from 709.782711149557 on, where e^x ends 15 million doubles later. There it is e^c e^d
/// with d = x - c (exact, and at most 1.9e-6 before the end); at half the size, since e^c and what is added
/// may not overflow before their sum does. At most 0.51 ULP there.
inline Doubles exp(const Doubles& x) {
  const Doubles c = broadcast(0x1.62e42fep+9);
  const Mask at_end = c < x;
  const Doubles usual = sleef::exp(x);
  if (none(at_end)) return usual;
  const Doubles half = broadcast(0x1.ffffc1718804fp+1022), half_low = broadcast(0x1.969363f3bf170p+968);
  return select(at_end, broadcast(2.0) * (half + fma(half, tiny_expm1(x - c), half_low)), usual);
}
/// e^x - 1; the 1 does not matter from 709 on, where SLEEF's ends too early.
inline Doubles expm1(const Doubles& x) {
  const Mask large = broadcast(709.0) < x;
  const Doubles usual = sleef::expm1(x);
  return none(large) ? usual : select(large, exp(x), usual);
}
/// SLEEF's is infinite for values above 1.797689995e308. Those are x^z (1 + (x^(y - z) - 1)) with z a little
/// nearer to 0 than y, y - z exact, and the last factor from its series: at most 1.2 ULP.
inline Doubles power(const Doubles& x, const Doubles& y) {
  const Doubles infinity = broadcast(std::numeric_limits<double>::infinity());
  const Doubles usual = sleef::power(x, y);
  const Doubles base = abs(x);
  const Mask at_end = (abs(usual) == infinity) & (base < infinity) & (zero() < base) & (abs(y) < infinity);
  if (none(at_end)) return usual;
  const Doubles z = y - y * broadcast(0x1p-28);
  const Doubles below = sleef::power(base, z);
  const Doubles rest = tiny_expm1((y - z) * log(base));
  return select(at_end, with_sign(fma(below, rest, below), usual), usual);
}

/// log(1 + x); the 1 does not matter above 1e300.
inline Doubles log1p(const Doubles& x) {
  const Mask large = broadcast(1e300) < x;
  const Doubles usual = itself_if_tiny(x, sleef::log1p(x));
  return none(large) ? usual : select(large, log(x), usual);
}
inline Doubles tan(const Doubles& x) { return itself_if_tiny(x, sleef::tan(x)); }

/// e^|x| / 2, which is cosh x and |sinh x| from |x| = 709 on, where e^|x| may overflow: e^(|x| - 1) times
/// e/2, which is kept in two doubles. At most 1.7 ULP.
inline Doubles half_exp_of_abs(const Doubles& x) {
  const Doubles part = exp(abs(x) - broadcast(1.0));
  return fma(part, broadcast(0x1.5bf0a8b145769p+0), part * broadcast(0x1.4d57ee2b1013ap-54));
}
inline Doubles sinh(const Doubles& x) {
  const Mask large = broadcast(709.0) < abs(x);
  const Doubles usual = sleef::sinh(x);
  return none(large) ? usual : select(large, with_sign(half_exp_of_abs(x), x), usual);
}
inline Doubles cosh(const Doubles& x) {
  const Mask large = broadcast(709.0) < abs(x);
  const Doubles usual = sleef::cosh(x);
  return none(large) ? usual : select(large, half_exp_of_abs(x), usual);
}
/// log(2x), which is acosh x and asinh x for x > 1e150, where x^2 may overflow.
inline Doubles log_of_double(const Doubles& x) { return log(x) + broadcast(0x1.62e42fefa39efp-1); }
inline Doubles asinh(const Doubles& x) {
  const Mask large = broadcast(1e150) < abs(x);
  const Doubles usual = itself_if_tiny(x, sleef::asinh(x));
  return none(large) ? usual : select(large, with_sign(log_of_double(abs(x)), x), usual);
}
inline Doubles acosh(const Doubles& x) {
  const Mask large = broadcast(1e150) < x;
  const Doubles usual = sleef::acosh(x);
  return none(large) ? usual : select(large, log_of_double(x), usual);
}

/// log |gamma(x)|. SLEEF's is infinite from 2.556e305 on, where x log x - x ends at 2.5599e305: its other
/// terms do not matter there. At most 1.4 ULP.
inline Doubles lgamma(const Doubles& x) {
  const Mask large = broadcast(1e305) < x;
  const Doubles usual = sleef::lgamma(x);
  return none(large) ? usual : select(large, fma(x, log(x), -x), usual);
}

/// SLEEF's gamma is infinite at the last double where it need not be: there it is (x - 1) gamma(x - 1).
inline Doubles gamma_to_its_end(const Doubles& x) {
  const Doubles usual = sleef::gamma(x);
  const Mask at_end = (broadcast(171.62) < x) & (x < broadcast(172.0));
  if (none(at_end)) return usual;
  const Doubles before = x - broadcast(1.0);
  return select(at_end, before * sleef::gamma(before), usual);
}
/// The gamma function. SLEEF's is off by thousands of units below -172, where values become subnormal (from
/// -186 on they are 0): there it is the value at x + 16 over x (x + 1) .. (x + 15), all exact, their product
/// kept in two doubles. At most 2 ULP.
inline Doubles gamma(const Doubles& x) {
  const Doubles usual = gamma_to_its_end(x);
  const Mask far_below = (x < broadcast(-170.0)) & (usual == usual);
  if (none(far_below)) return usual;
  Doubles product = x, low = zero();
  for (int k = 1; k < 16; ++k) {
    const Doubles factor = x + broadcast(static_cast<double>(k));
    const Doubles rounded = product * factor;
    low = low * factor + fma(product, factor, -rounded);
    product = rounded;
  }
  const Doubles scaled = (sleef::gamma(x + broadcast(16.0)) * broadcast(0x1p200)) / product;
  const Doubles magnitude = abs(scaled - scaled * (low / product)) * broadcast(0x1p-200);
  // Between -1 and 0 it is negative, and changes its sign at every integer; that of a 0, too.
  const Doubles half_floor = broadcast(0.5) * floor(x);
  const Doubles value = select(floor(half_floor) == half_floor, magnitude, -magnitude);
  return select(far_below, value, usual);
}

/// The nearest integer, half to even. Adding 2^52 leaves no room for a fraction.
inline Doubles round(const Doubles& x) {
  const Doubles magnitude = abs(x);
  const Doubles integer = (magnitude + broadcast(0x1p52)) - broadcast(0x1p52);
  return select(magnitude < broadcast(0x1p52), with_sign(integer, x), x);
}
/// -1 or 1; zeros and NaNs stay what they are.
inline Doubles sign(const Doubles& x) {
  return select(x < zero(), broadcast(-1.0), select(zero() < x, broadcast(1.0), x));
}
/// x^0.5 as IEEE 754 has powers: sqrt(x), but +0 of -0 and +inf of -inf.
inline Doubles power_half(const Doubles& x) {
  const double infinity = std::numeric_limits<double>::infinity();
  return select(x == broadcast(-infinity), broadcast(infinity), sqrt(x + zero()));
}
/// NaN if either is NaN. Of equals the bits are joined, which matters for zeros only: -0 < +0.
inline Doubles min(const Doubles& x, const Doubles& y) {
  const Doubles joined = as_doubles(as_words(x) | as_words(y));
  return select(x < y, x, select(y < x, y, select(x == y, joined, x + y)));
}
inline Doubles max(const Doubles& x, const Doubles& y) {
  const Doubles joined = as_doubles(as_words(x) & as_words(y));
  return select(x < y, y, select(y < x, x, select(x == y, joined, x + y)));
}

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target guard
