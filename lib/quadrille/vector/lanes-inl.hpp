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
#include "quadrille/vector/portable_lanes-inl.hpp"
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

/// table[index % 16] in each lane. In registers on AVX-512.
HWY_INLINE Doubles lookup16(const double* HWY_RESTRICT table, const Words& index) {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
  return Doubles{{hn::Vec<TagF>{
      _mm512_permutex2var_pd(_mm512_loadu_pd(table), index.part[0].raw, _mm512_loadu_pd(table + 8))}}};
#else
  const Words below = index & broadcast(std::uint64_t{15});
  QUADRILLE_LANEWISE(Doubles, hn::GatherIndex(TagF(), table, hn::BitCast(TagI(), below.part[p])));
#endif
}

#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
// One AES instruction works on 128 bits here: Highway would take each vector apart and together every round.
using Block128 = hn::Vec<hn::Full128<std::uint8_t> >;
inline constexpr std::size_t blocks_in_part = width / 2;

HWY_INLINE void split(const hn::Vec<TagU>& part, Block128* block) {
  const auto bytes = hn::BitCast(TagB(), part);
#if HWY_TARGET == HWY_AVX2
  block[0] = hn::LowerHalf(bytes);
  block[1] = hn::UpperHalf(hn::Half<TagB>(), bytes);
#else
  const hn::Half<TagB> half;
  const auto low = hn::LowerHalf(bytes), high = hn::UpperHalf(half, bytes);
  block[0] = hn::LowerHalf(low);
  block[1] = hn::UpperHalf(hn::Half<decltype(half)>(), low);
  block[2] = hn::LowerHalf(high);
  block[3] = hn::UpperHalf(hn::Half<decltype(half)>(), high);
#endif
}

HWY_INLINE hn::Vec<TagU> join(const Block128* block) {
#if HWY_TARGET == HWY_AVX2
  return hn::BitCast(TagU(), hn::Combine(TagB(), block[1], block[0]));
#else
  const hn::Half<TagB> half;
  return hn::BitCast(TagU(), hn::Combine(TagB(), hn::Combine(half, block[3], block[2]),
                                         hn::Combine(half, block[1], block[0])));
#endif
}

template <int rounds, std::size_t count>
HWY_INLINE void aes(Words (&state)[count], const Words* key) {
  constexpr std::size_t blocks = count * lanes / 2;
  Block128 block[blocks];
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t p = 0; p < parts; ++p)
      split(state[i].part[p], block + i * lanes / 2 + p * blocks_in_part);
  }
  for (int round = 1; round <= rounds; ++round) {
    Block128 keys[blocks_in_part];
    split(key[round].part[0], keys);
    for (std::size_t i = 0; i < blocks; ++i) {
      block[i] = round < rounds ? hn::AESRound(block[i], keys[0]) : hn::AESLastRound(block[i], keys[0]);
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t p = 0; p < parts; ++p)
      state[i].part[p] = join(block + i * lanes / 2 + p * blocks_in_part);
  }
}
#else
/// `rounds` rounds of AES (SubBytes, ShiftRows, MixColumns but for the last round, then xor with the round's
/// key) on each pair of lanes of each state. key[1] .. key[rounds] repeat the same 128 bits in all pairs.
template <int rounds, std::size_t count>
HWY_INLINE void aes(Words (&state)[count], const Words* key) {
  for (int round = 1; round <= rounds; ++round) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t p = 0; p < parts; ++p) {
        const auto bytes = hn::BitCast(TagB(), state[i].part[p]);
        const auto keys = hn::BitCast(TagB(), key[round].part[p]);
        state[i].part[p] =
            hn::BitCast(TagU(), round < rounds ? hn::AESRound(bytes, keys) : hn::AESLastRound(bytes, keys));
      }
    }
  }
}
#endif

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
