// Minus the natural logarithm, for the kernels of lib/quadrille/random: no special cases, at most 1 ULP.
#if defined(QUADRILLE_VECTOR_LOGARITHM_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef QUADRILLE_VECTOR_LOGARITHM_INL_HPP
#undef QUADRILLE_VECTOR_LOGARITHM_INL_HPP
#else
#define QUADRILLE_VECTOR_LOGARITHM_INL_HPP
#endif

#include "quadrille/vector/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

namespace logarithm {

// Made by scripts/tables/logarithm.py, which says how; both with the opposite sign.
inline constexpr std::uint64_t offset = 0x3fe599999999999a;  // the bits of 0.675
HWY_ALIGN inline constexpr double minus_reciprocal[16] = {
    -0x1.72adc17490b44p+0, -0x1.62a1cd075b5fcp+0, -0x1.53eac153f9468p+0, -0x1.465fdf5d1d3cep+0,
    -0x1.39dea6c0144cep+0, -0x1.2e49aec46a0eep+0, -0x1.2387be67eec4fp+0, -0x1.1983143dc3d7cp+0,
    -0x1.1028d2ec90ebfp+0, -0x1.0532a5733d2fbp+0, -0x1.0000000000000p+0, -0x1.df1077c5f3761p-1,
    -0x1.c498c05c6296cp-1, -0x1.ace688b800423p-1, -0x1.978feba115fb4p-1, -0x1.843f170f40548p-1};
HWY_ALIGN inline constexpr double minus_logarithm[16] = {0x1.7b0ac6a63f000p-2,
                                                         0x1.4db99744da000p-2,
                                                         0x1.225421bd0e000p-2,
                                                         0x1.f164cec6be000p-3,
                                                         0x1.a16233fed4000p-3,
                                                         0x1.5461ce5a8c000p-3,
                                                         0x1.0a2bc90e58000p-3,
                                                         0x1.851c56b650000p-4,
                                                         0x1.f5703503e8000p-5,
                                                         0x1.4954545e80000p-6,
                                                         0x0.0p+0,
                                                         -0x1.10578bf4a0000p-4,
                                                         -0x1.f921c3aa3c000p-4,
                                                         -0x1.6ab333a11e000p-3,
                                                         -0x1.d33664eda0000p-3,
                                                         -0x1.1b532243a4000p-2};
inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 42 bits: its product with an exponent is exact
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;
// log1p(r) = r - r^2/2 + r^3 P(r) for r in [-0.0303, 0.0376]; P by Sollya's fpminimax, absolute error 3.3e-17
// (times r^3).
inline constexpr double p[7] = {0x1.5555555555907p-2,  -0x1.00000000363b1p-2, 0x1.999999737db3fp-3,
                                -0x1.55554934a86f8p-3, 0x1.24940109a32eep-3,  -0x1.005b54f2399b3p-3,
                                0x1.bdb8be5796a4ap-4};

}  // namespace logarithm

/// -log(x) for positive, normal, finite x; anything else gives nonsense. With x = 2^k z, z in [0.675, 1.35),
/// it is -(k ln 2 - log(reciprocal) + log1p(z * reciprocal - 1)), the reciprocal from a table of sixteen.
HWY_INLINE Doubles minus_log(const Doubles& x) {
  using namespace logarithm;
  const std::uint64_t sign = std::uint64_t{1} << 63;
  // Adding 2^63 makes the exponent positive by 2048, and z below negative: hence -reciprocal.
  const Words from_offset = as_words(x) + broadcast(sign - offset);
  const Words index = shift_right<48>(from_offset);
  const Doubles minus_z = as_doubles(as_words(x) - (from_offset & broadcast(std::uint64_t{0xfff} << 52)));
  // The exponent in the low bits of 2^52; then the two constants leave.
  const Words biased = shift_right<52>(from_offset) | broadcast(std::uint64_t{0x4330000000000000});
  const Doubles k = as_doubles(biased) - broadcast(0x1p52 + 2048);

  const Doubles r = fma(minus_z, lookup16(minus_reciprocal, index), -1.0);
  const Doubles minus_high = fma(k, broadcast(-ln2_high), lookup16(minus_logarithm, index));  // exact
  const Doubles r2 = r * r;
  const Doubles p01 = fma(r, broadcast(p[1]), p[0]);
  const Doubles p23 = fma(r, broadcast(p[3]), p[2]);
  const Doubles p45 = fma(r, broadcast(p[5]), p[4]);
  const Doubles p456 = fma(r2, broadcast(p[6]), p45);
  const Doubles tail = fma(r2, fma(r2, p456, p23), p01);
  const Doubles low = fma(r2, fma(r, tail, -0.5), k * broadcast(ln2_low));
  // minus_high is 0 or larger than r: what `sum` lost is known exactly (Dekker's Fast2Sum). Without it the
  // error would be up to 1.07 ULP; with it it stays below 0.85.
  const Doubles sum = minus_high - r;
  return sum + (((minus_high - sum) - r) - low);
}

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target guard
