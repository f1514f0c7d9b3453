// Sixteen random numbers at a time: ARS-7 in eight lanes, and the distributions made from it.
//
// A *group* g holds the indices 16 g .. 16 g + 15 of a stream. Its 1,024 random bits are the ARS-7 outputs
// for the counters (8 g .. 8 g + 7, attempt): index i takes half i % 2 of counter i / 2.
#if defined(QUADRILLE_RANDOM_GROUP_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef QUADRILLE_RANDOM_GROUP_INL_HPP
#undef QUADRILLE_RANDOM_GROUP_INL_HPP
#else
#define QUADRILLE_RANDOM_GROUP_INL_HPP
#endif

#include <algorithm>

#include "quadrille/random/key.hpp"

#include "quadrille/vector/lanes-inl.hpp"
#include "quadrille/vector/logarithm-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::random::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;
using qv::Words;

template <class Lanes>
struct Pair {
  Lanes first, second;  // indices 16 g + 0..7 and 16 g + 8..15
};

// With -O3, GCC 12 vectorises the portable lanes' loops wrongly once the generator is inlined into a loop
// that draws: its bits are then others than on the other targets.
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
#define QUADRILLE_GENERATOR_INLINE HWY_NOINLINE
#else
#define QUADRILLE_GENERATOR_INLINE HWY_INLINE
#endif

/// ARS-7 (Salmon, Moraes, Dror, Shaw, SC 2011): AES rounds with Weyl round keys. See Key for the schedule.
class GroupGenerator {
 public:
  HWY_INLINE GroupGenerator(const Key& key, std::uint64_t attempt) {
    for (int round = 0; round <= Key::rounds; ++round) {
      const std::uint64_t low = key.round_low(round), high = key.round_high(round);
      const std::uint64_t pattern[qv::lanes] = {low, high, low, high, low, high, low, high};
      round_key_[round] = qv::load(pattern);
    }
    const std::uint64_t start[qv::lanes] = {0, attempt, 1, attempt, 2, attempt, 3, attempt};
    const std::uint64_t counters[qv::lanes] = {~std::uint64_t{0}, 0, ~std::uint64_t{0}, 0,
                                               ~std::uint64_t{0}, 0, ~std::uint64_t{0}, 0};
    const std::uint64_t half[qv::lanes] = {4, 0, 4, 0, 4, 0, 4, 0};
    start_ = qv::load(start);
    counter_mask_ = qv::load(counters);
    half_ = qv::load(half);
  }

  /// The bits of size / 2 groups from `group` on: those of group + i in bits[2 i] and bits[2 i + 1].
  template <std::size_t size>
  QUADRILLE_GENERATOR_INLINE void operator()(std::uint64_t group, Words (&bits)[size]) const {
    Words counter = start_ + (qv::broadcast(8 * group) & counter_mask_);
    for (std::size_t i = 0; i < size; ++i) {
      bits[i] = counter ^ round_key_[0];
      counter = counter + half_;
    }
    qv::aes<Key::rounds>(bits, round_key_);
  }

 private:
  Words round_key_[Key::rounds + 1];
  Words start_;         // counter 0..3, attempt
  Words counter_mask_;  // the lanes that hold a counter's low half
  Words half_;          // from the first four counters of a group to the others
};

#undef QUADRILLE_GENERATOR_INLINE

/// Groups whose bits are made together, to hide the latency of AES rounds. Measured; with one instruction for
/// 128 bits a group alone has eight independent chains.
inline constexpr std::size_t groups_at_once = HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_AVX2 ? 2 : 1;

/// use(first, second) with the words of each group in [group, group + count), as far as groups_at_once
/// divides; returns how many were used. With registers enough the next groups' bits are made before these are
/// used, so that the processor has AES rounds to do while it waits for a logarithm, and the other way round.
template <class Use>
HWY_INLINE std::size_t for_groups(const GroupGenerator& generate, std::uint64_t group, std::size_t count,
                                  const Use& use) {
  constexpr bool ahead = HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_AVX3;
  constexpr std::size_t size = 2 * groups_at_once;
  Words bits[size], next[size];
  if constexpr (ahead) generate(group, next);
  std::size_t used = 0;
  for (; used + groups_at_once <= count; used += groups_at_once) {
    if constexpr (ahead) {
      std::copy_n(next, size, bits);
      generate(group + used + groups_at_once, next);
    } else {
      generate(group + used, bits);
    }
    for (std::size_t i = 0; i < size; i += 2) use(bits[i], bits[i + 1]);
  }
  return used;
}

/// An odd multiple of 2^-53 in the open interval (0, 1), from the upper 52 bits of each word.
HWY_INLINE Doubles open_unit(const Words& bits) {
  const Words one = qv::broadcast(std::uint64_t{0x3ff0000000000000});
  return qv::as_doubles(qv::shift_right<12>(bits) | one) - qv::broadcast(1.0 - 0x1p-53);
}

/// The words themselves.
struct Bits {
  static HWY_INLINE Pair<Words> from(const Words& first, const Words& second) { return {first, second}; }
};

struct Uniform {
  static HWY_INLINE Pair<Doubles> from(const Words& first, const Words& second) {
    return {open_unit(first), open_unit(second)};
  }
};

/// Standard exponential by inversion: -log(u).
struct Exponential {
  static HWY_INLINE Pair<Doubles> from(const Words& first, const Words& second) {
    return {qv::minus_log(open_unit(first)), qv::minus_log(open_unit(second))};
  }
};

/// Two independent standard exponentials by one logarithm. For independent uniforms U1 and U2, -log(U1 U2) is
/// Gamma(2), and a uniform V parts it into two exponentials, V of it and the rest (Devroye, Non-Uniform
/// Random Variate Generation, 1986, ch. V, 2.1). U1 and U2 are odd multiples of 2^-45 from the upper 44 bits
/// of the words, V of 2^-41 from the lower twenty of both. An inversion of its own for each costs half as
/// much again.
struct ExponentialPair {
  static HWY_INLINE Pair<Doubles> from(const Words& first, const Words& second) {
    const Doubles both = qv::minus_log(upper_unit(first) * upper_unit(second));
    const Words one = qv::broadcast(std::uint64_t{0x3ff0000000000000});
    const Words lower = qv::shift_left<44>(first) ^ qv::shift_left<24>(second);
    const Doubles share = qv::as_doubles(qv::shift_right<12>(lower) | one) - qv::broadcast(1.0 - 0x1p-41);
    const Doubles part = share * both;
    return {part, both - part};
  }

 private:
  static HWY_INLINE Doubles upper_unit(const Words& bits) {
    const Words one = qv::broadcast(std::uint64_t{0x3ff0000000000000});
    const Words fraction = qv::shift_right<12>(bits) & qv::broadcast(~std::uint64_t{0xff});
    return qv::as_doubles(fraction | one) - qv::broadcast(1.0 - 0x1p-45);
  }
};

/// Standard normal by the polar form of Box and Muller (1958): radius from the first half of the group, angle
/// from the second; the cosines are indices 0..7, the sines 8..15.
struct Normal {
  static HWY_INLINE Pair<Doubles> from(const Words& first, const Words& second) {
    const Doubles radius = qv::sqrt(qv::broadcast(2.0) * qv::minus_log(open_unit(first)));
    // Two bits choose the quadrant, 52 more a multiple of 2^-52 in [-1/2, 1/2) of a right angle.
    const Words& turn = second;
    const Words one = qv::broadcast(std::uint64_t{0x3ff0000000000000});
    const Words fraction = qv::shift_right<12>(qv::shift_left<2>(turn));
    const Doubles x = qv::as_doubles(fraction | one) - qv::broadcast(1.5);
    const Doubles x2 = x * x;
    // Sollya's fpminimax on |x| <= 1/2: sin(pi x / 2) / x to 3.9e-17, (cos(pi x / 2) - 1) / x^2 to 1.9e-18.
    Doubles s = qv::fma(x2, qv::broadcast(0x1.e357ef99eb0bap-25), -0x1.e2fe76fdffd2bp-19);
    s = qv::fma(x2, s, 0x1.50782d5f14825p-13);
    s = qv::fma(x2, s, -0x1.32d2ccdfe9424p-8);
    s = qv::fma(x2, s, 0x1.466bc67754fffp-4);
    s = qv::fma(x2, s, -0x1.4abbce625be09p-1);
    s = x * qv::fma(x2, s, 0x1.921fb54442d18p0);
    Doubles c = qv::fma(x2, qv::broadcast(-0x1.ac2eafc933c07p-28), 0x1.f9b8188b0a48ep-22);
    c = qv::fma(x2, c, -0x1.a6d1d35595887p-16);
    c = qv::fma(x2, c, 0x1.e1f506654c60ap-11);
    c = qv::fma(x2, c, -0x1.55d3c7e3b7b01p-6);
    c = qv::fma(x2, c, 0x1.03c1f081b5a24p-2);
    c = qv::fma(x2, c, -0x1.3bd3cc9be45dep0);
    c = qv::fma(x2, c, 1.0);
    // Quadrant q turns (cos, sin) into (c, s), (-s, c), (-c, -s), (s, -c).
    const Words sign = qv::broadcast(std::uint64_t{1} << 63);
    const Words odd = qv::shift_left<1>(turn);
    const Doubles cosine = qv::select_negative(odd, s, c);
    const Doubles sine = qv::select_negative(odd, c, s);
    return {radius * qv::as_doubles(qv::as_words(cosine) ^ ((turn ^ odd) & sign)),
            radius * qv::as_doubles(qv::as_words(sine) ^ (turn & sign))};
  }
};

}  // namespace quadrille::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // per-target guard
