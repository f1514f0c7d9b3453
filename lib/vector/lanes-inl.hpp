// Eight virtual lanes, whatever the width of the machine's vectors: Doubles, Words and Mask.
//
// A per-target header: a source file that uses it sets HWY_TARGET_INCLUDE, includes <hwy/foreach_target.h>,
// then this; the body is compiled once for every dispatch target, in namespace
// quadrille::vector::HWY_NAMESPACE. Every operation here is exact or correctly rounded lane by lane, so all
// targets give the same bits. `fma` is the only fused operation, and is fused on every target.
#if defined(QUADRILLE_VECTOR_LANES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef QUADRILLE_VECTOR_LANES_INL_HPP
#undef QUADRILLE_VECTOR_LANES_INL_HPP
#else
#define QUADRILLE_VECTOR_LANES_INL_HPP
#endif

#include <cstddef>
#include <cstdint>

#include <hwy/highway.h>

// Highway has no eight-byte lanes to speak of on its scalar targets: there eight lanes are plain arrays.
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
#include "vector/portable_lanes-inl.hpp"
#else

HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

inline constexpr std::size_t lanes = 8;

using TagF = hn::CappedTag<double, lanes>;
using TagU = hn::RebindToUnsigned<TagF>;
using TagI = hn::RebindToSigned<TagF>;
using TagB = hn::Repartition<std::uint8_t, TagF>;

/// Lanes of one machine vector, and machine vectors that make up the eight virtual lanes.
inline constexpr std::size_t width = hn::MaxLanes(TagF());
inline constexpr std::size_t parts = lanes / width;

struct Doubles {
  hn::Vec<TagF> part[parts];
};
struct Words {
  hn::Vec<TagU> part[parts];
};
struct Mask {
  hn::Mask<TagF> part[parts];
};

// One definition for each lane-wise operation: OP sees the loop index `p`.
#define QUADRILLE_LANEWISE(RESULT, EXPRESSION) \
  RESULT result;                               \
  for (std::size_t p = 0; p < parts; ++p) {    \
    result.part[p] = (EXPRESSION);             \
  }                                            \
  return result

HWY_INLINE Doubles broadcast(double x) { QUADRILLE_LANEWISE(Doubles, hn::Set(TagF(), x)); }
HWY_INLINE Words broadcast(std::uint64_t x) { QUADRILLE_LANEWISE(Words, hn::Set(TagU(), x)); }
HWY_INLINE Doubles zero() { QUADRILLE_LANEWISE(Doubles, hn::Zero(TagF())); }

/// `from` needs no alignment.
HWY_INLINE Doubles load(const double* from) {
  QUADRILLE_LANEWISE(Doubles, hn::LoadU(TagF(), from + p * width));
}
HWY_INLINE Words load(const std::uint64_t* from) {
  QUADRILLE_LANEWISE(Words, hn::LoadU(TagU(), from + p * width));
}
HWY_INLINE void store(const Doubles& x, double* to) {
  for (std::size_t p = 0; p < parts; ++p) hn::StoreU(x.part[p], TagF(), to + p * width);
}
HWY_INLINE void store(const Words& x, std::uint64_t* to) {
  for (std::size_t p = 0; p < parts; ++p) hn::StoreU(x.part[p], TagU(), to + p * width);
}

HWY_INLINE Doubles operator+(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, hn::Add(a.part[p], b.part[p]));
}
HWY_INLINE Doubles operator-(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, hn::Sub(a.part[p], b.part[p]));
}
HWY_INLINE Doubles operator*(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, hn::Mul(a.part[p], b.part[p]));
}
HWY_INLINE Doubles operator/(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, hn::Div(a.part[p], b.part[p]));
}
HWY_INLINE Doubles operator-(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, hn::Neg(a.part[p])); }
HWY_INLINE Doubles abs(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, hn::Abs(a.part[p])); }
HWY_INLINE Doubles sqrt(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, hn::Sqrt(a.part[p])); }
HWY_INLINE Doubles floor(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, hn::Floor(a.part[p])); }
HWY_INLINE Doubles ceil(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, hn::Ceil(a.part[p])); }

/// a * b + c with one rounding, on every target.
HWY_INLINE Doubles fma(const Doubles& a, const Doubles& b, const Doubles& c) {
  QUADRILLE_LANEWISE(Doubles, hn::MulAdd(a.part[p], b.part[p], c.part[p]));
}

HWY_INLINE Mask operator<(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Mask, hn::Lt(a.part[p], b.part[p]));
}
HWY_INLINE Mask operator<=(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Mask, hn::Le(a.part[p], b.part[p]));
}
HWY_INLINE Mask operator==(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Mask, hn::Eq(a.part[p], b.part[p]));
}
HWY_INLINE Mask operator&(const Mask& a, const Mask& b) {
  QUADRILLE_LANEWISE(Mask, hn::And(a.part[p], b.part[p]));
}
HWY_INLINE Mask operator|(const Mask& a, const Mask& b) {
  QUADRILLE_LANEWISE(Mask, hn::Or(a.part[p], b.part[p]));
}
HWY_INLINE Mask operator!(const Mask& a) { QUADRILLE_LANEWISE(Mask, hn::Not(a.part[p])); }
HWY_INLINE bool all(const Mask& a) {
  for (std::size_t p = 0; p < parts; ++p) {
    if (!hn::AllTrue(TagF(), a.part[p])) return false;
  }
  return true;
}
HWY_INLINE bool none(const Mask& a) {
  for (std::size_t p = 0; p < parts; ++p) {
    if (!hn::AllFalse(TagF(), a.part[p])) return false;
  }
  return true;
}
/// `yes` where the mask is set, else `no`. Neither is evaluated twice, neither traps.
HWY_INLINE Doubles select(const Mask& m, const Doubles& yes, const Doubles& no) {
  QUADRILLE_LANEWISE(Doubles, hn::IfThenElse(m.part[p], yes.part[p], no.part[p]));
}
/// `yes` where the uppermost bit of `sign` is set, else `no`.
HWY_INLINE Doubles select_negative(const Words& sign, const Doubles& yes, const Doubles& no) {
  QUADRILLE_LANEWISE(Doubles,
                     hn::IfNegativeThenElse(hn::BitCast(TagF(), sign.part[p]), yes.part[p], no.part[p]));
}
/// The first `count` lanes; all of them from eight on.
HWY_INLINE Mask first_lanes(std::size_t count) {
  Mask result;
  for (std::size_t p = 0; p < parts; ++p) {
    const std::size_t before = p * width;
    result.part[p] = hn::FirstN(TagF(), count < before ? 0 : count - before);
  }
  return result;
}

HWY_INLINE Words operator+(const Words& a, const Words& b) {
  QUADRILLE_LANEWISE(Words, hn::Add(a.part[p], b.part[p]));
}
HWY_INLINE Words operator-(const Words& a, const Words& b) {
  QUADRILLE_LANEWISE(Words, hn::Sub(a.part[p], b.part[p]));
}
HWY_INLINE Words operator^(const Words& a, const Words& b) {
  QUADRILLE_LANEWISE(Words, hn::Xor(a.part[p], b.part[p]));
}
HWY_INLINE Words operator&(const Words& a, const Words& b) {
  QUADRILLE_LANEWISE(Words, hn::And(a.part[p], b.part[p]));
}
HWY_INLINE Words operator|(const Words& a, const Words& b) {
  QUADRILLE_LANEWISE(Words, hn::Or(a.part[p], b.part[p]));
}
template <int bits>
HWY_INLINE Words shift_right(const Words& a) {
  QUADRILLE_LANEWISE(Words, hn::ShiftRight<bits>(a.part[p]));
}
template <int bits>
HWY_INLINE Words shift_left(const Words& a) {
  QUADRILLE_LANEWISE(Words, hn::ShiftLeft<bits>(a.part[p]));
}
HWY_INLINE Doubles as_doubles(const Words& a) { QUADRILLE_LANEWISE(Doubles, hn::BitCast(TagF(), a.part[p])); }
HWY_INLINE Words as_words(const Doubles& a) { QUADRILLE_LANEWISE(Words, hn::BitCast(TagU(), a.part[p])); }

/// table[index] in each lane; `table` has 16 entries, indices are below 16. In registers on AVX-512.
HWY_INLINE Doubles lookup16(const double* HWY_RESTRICT table, const Words& index) {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
  return Doubles{{hn::Vec<TagF>{
      _mm512_permutex2var_pd(_mm512_loadu_pd(table), index.part[0].raw, _mm512_loadu_pd(table + 8))}}};
#else
  QUADRILLE_LANEWISE(Doubles, hn::GatherIndex(TagF(), table, hn::BitCast(TagI(), index.part[p])));
#endif
}

/// One AES round on each pair of lanes (128 bits): SubBytes, ShiftRows, MixColumns, then xor with the key.
HWY_INLINE Words aes_round(const Words& state, const Words& key) {
  QUADRILLE_LANEWISE(Words, hn::BitCast(TagU(), hn::AESRound(hn::BitCast(TagB(), state.part[p]),
                                                             hn::BitCast(TagB(), key.part[p]))));
}
/// The same without MixColumns.
HWY_INLINE Words aes_last_round(const Words& state, const Words& key) {
  QUADRILLE_LANEWISE(Words, hn::BitCast(TagU(), hn::AESLastRound(hn::BitCast(TagB(), state.part[p]),
                                                                 hn::BitCast(TagB(), key.part[p]))));
}

#undef QUADRILLE_LANEWISE

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif  // portable or Highway

// What follows from the above, on every target.
HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

HWY_INLINE Doubles fma(const Doubles& a, const Doubles& b, double c) { return fma(a, b, broadcast(c)); }

/// The sum of the eight lanes in the one order ((0+4)+(2+6)) + ((1+5)+(3+7)).
HWY_INLINE double sum_of_lanes(const Doubles& x) {
  double lane[lanes];
  store(x, lane);
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target guard
