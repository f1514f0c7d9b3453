// The functions of functions.hpp on eight lanes; a per-target header, see lanes-inl.hpp.
#if defined(QUADRILLE_VECTOR_FUNCTIONS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#undef QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#else
#define QUADRILLE_VECTOR_FUNCTIONS_INL_HPP
#endif

#include <limits>

#include "vector/lanes-inl.hpp"

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
QUADRILLE_UNARY(exp, exp, u10)
QUADRILLE_UNARY(expm1, expm1, u10)
QUADRILLE_UNARY(log, log, u10)
QUADRILLE_UNARY(log2, log2, u10)
QUADRILLE_UNARY(log10, log10, u10)
QUADRILLE_UNARY(sin, sin, u10)
QUADRILLE_UNARY(cos, cos, u10)
QUADRILLE_UNARY(tan, tan, u10)
QUADRILLE_UNARY(asin, asin, u10)
QUADRILLE_UNARY(acos, acos, u10)
QUADRILLE_UNARY(atan, atan, u10)
QUADRILLE_UNARY(tanh, tanh, u10)
QUADRILLE_UNARY(atanh, atanh, u10)
QUADRILLE_UNARY(erf, erf, u10)
QUADRILLE_UNARY(erfc, erfc, u15)
QUADRILLE_UNARY(gamma, tgamma, u10)
QUADRILLE_UNARY(lgamma, lgamma, u10)
QUADRILLE_BINARY(power, pow, u10)
QUADRILLE_BINARY(hypot, hypot, u05)
QUADRILLE_BINARY(atan2, atan2, u10)

// SLEEF gives infinities for large arguments of these; see below.
namespace sleef {
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

/// log(1 + x); the 1 does not matter above 1e300.
inline Doubles log1p(const Doubles& x) {
  const Mask large = broadcast(1e300) < x;
  const Doubles usual = sleef::log1p(x);
  return none(large) ? usual : select(large, log(x), usual);
}
/// e^|x| / 2, which is cosh x and |sinh x| from |x| = 709 on, where e^|x| may overflow: at most 3 ULP.
inline Doubles half_exp_of_abs(const Doubles& x) {
  const Doubles root = exp(broadcast(0.5) * abs(x));
  return (broadcast(0.5) * root) * root;
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
  const Doubles usual = sleef::asinh(x);
  return none(large) ? usual : select(large, with_sign(log_of_double(abs(x)), x), usual);
}
inline Doubles acosh(const Doubles& x) {
  const Mask large = broadcast(1e150) < x;
  const Doubles usual = sleef::acosh(x);
  return none(large) ? usual : select(large, log_of_double(x), usual);
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
