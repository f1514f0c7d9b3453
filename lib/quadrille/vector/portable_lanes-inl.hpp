// The eight virtual lanes as plain arrays: for machines without a vector unit of ours, and the simple version
// against which the others are tested. Part of lanes-inl.hpp (which documents the operations); not to be
// included by anything else.

#include <array>
#include <bit>
#include <cmath>

#include "quadrille/vector/aes_portable.hpp"

namespace quadrille::vector::HWY_NAMESPACE {

inline constexpr std::size_t lanes = 8;

struct Doubles {
  std::array<double, lanes> lane;
};
struct Words {
  std::array<std::uint64_t, lanes> lane;
};
struct Mask {
  std::array<bool, lanes> lane;
};

#define QUADRILLE_LANEWISE(RESULT, EXPRESSION) \
  RESULT result;                               \
  for (std::size_t i = 0; i < lanes; ++i) {    \
    result.lane[i] = (EXPRESSION);             \
  }                                            \
  return result

inline Doubles broadcast(double x) { QUADRILLE_LANEWISE(Doubles, x); }
inline Words broadcast(std::uint64_t x) { QUADRILLE_LANEWISE(Words, x); }
inline Doubles zero() { return broadcast(0.0); }
inline Doubles load(const double* from) { QUADRILLE_LANEWISE(Doubles, from[i]); }
inline Words load(const std::uint64_t* from) { QUADRILLE_LANEWISE(Words, from[i]); }
inline void store(const Doubles& x, double* to) {
  for (std::size_t i = 0; i < lanes; ++i) to[i] = x.lane[i];
}
inline void store(const Words& x, std::uint64_t* to) {
  for (std::size_t i = 0; i < lanes; ++i) to[i] = x.lane[i];
}

inline Doubles operator+(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, a.lane[i] + b.lane[i]);
}
inline Doubles operator-(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, a.lane[i] - b.lane[i]);
}
inline Doubles operator*(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, a.lane[i] * b.lane[i]);
}
inline Doubles operator/(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Doubles, a.lane[i] / b.lane[i]);
}
inline Doubles operator-(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, -a.lane[i]); }
inline Doubles abs(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, std::fabs(a.lane[i])); }
inline Doubles sqrt(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, std::sqrt(a.lane[i])); }
inline Doubles floor(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, std::floor(a.lane[i])); }
inline Doubles ceil(const Doubles& a) { QUADRILLE_LANEWISE(Doubles, std::ceil(a.lane[i])); }
/// Exact by IEEE 754 in any C library, in software where the machine has no such instruction.
inline Doubles fma(const Doubles& a, const Doubles& b, const Doubles& c) {
  QUADRILLE_LANEWISE(Doubles, std::fma(a.lane[i], b.lane[i], c.lane[i]));
}

inline Mask operator<(const Doubles& a, const Doubles& b) { QUADRILLE_LANEWISE(Mask, a.lane[i] < b.lane[i]); }
inline Mask operator<=(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Mask, a.lane[i] <= b.lane[i]);
}
inline Mask operator==(const Doubles& a, const Doubles& b) {
  QUADRILLE_LANEWISE(Mask, a.lane[i] == b.lane[i]);
}
inline Mask operator&(const Mask& a, const Mask& b) { QUADRILLE_LANEWISE(Mask, a.lane[i] && b.lane[i]); }
inline Mask operator|(const Mask& a, const Mask& b) { QUADRILLE_LANEWISE(Mask, a.lane[i] || b.lane[i]); }
inline Mask operator!(const Mask& a) { QUADRILLE_LANEWISE(Mask, !a.lane[i]); }
inline bool all(const Mask& a) {
  bool result = true;
  for (const bool lane : a.lane) result = result && lane;
  return result;
}
inline bool none(const Mask& a) {
  bool result = true;
  for (const bool lane : a.lane) result = result && !lane;
  return result;
}
inline Doubles select(const Mask& m, const Doubles& yes, const Doubles& no) {
  QUADRILLE_LANEWISE(Doubles, m.lane[i] ? yes.lane[i] : no.lane[i]);
}
inline Doubles select_negative(const Words& sign, const Doubles& yes, const Doubles& no) {
  QUADRILLE_LANEWISE(Doubles, (sign.lane[i] >> 63) != 0 ? yes.lane[i] : no.lane[i]);
}
inline Mask first_lanes(std::size_t count) { QUADRILLE_LANEWISE(Mask, i < count); }

inline Words operator+(const Words& a, const Words& b) { QUADRILLE_LANEWISE(Words, a.lane[i] + b.lane[i]); }
inline Words operator-(const Words& a, const Words& b) { QUADRILLE_LANEWISE(Words, a.lane[i] - b.lane[i]); }
inline Words operator^(const Words& a, const Words& b) { QUADRILLE_LANEWISE(Words, a.lane[i] ^ b.lane[i]); }
inline Words operator&(const Words& a, const Words& b) { QUADRILLE_LANEWISE(Words, a.lane[i] & b.lane[i]); }
inline Words operator|(const Words& a, const Words& b) { QUADRILLE_LANEWISE(Words, a.lane[i] | b.lane[i]); }
template <int bits>
inline Words shift_right(const Words& a) {
  QUADRILLE_LANEWISE(Words, a.lane[i] >> bits);
}
template <int bits>
inline Words shift_left(const Words& a) {
  QUADRILLE_LANEWISE(Words, a.lane[i] << bits);
}
inline Doubles as_doubles(const Words& a) { QUADRILLE_LANEWISE(Doubles, std::bit_cast<double>(a.lane[i])); }
inline Words as_words(const Doubles& a) {
  QUADRILLE_LANEWISE(Words, std::bit_cast<std::uint64_t>(a.lane[i]));
}
inline Doubles lookup16(const double* table, const Words& index) {
  QUADRILLE_LANEWISE(Doubles, table[index.lane[i] % 16]);
}

template <AesRound kind>
Words aes_round(const Words& state, const Words& key) {
  Words result;
  for (std::size_t i = 0; i < lanes; i += 2) {
    const auto [low, high] = portable_aes_round<kind>({state.lane[i], state.lane[i + 1]});
    result.lane[i] = low ^ key.lane[i];
    result.lane[i + 1] = high ^ key.lane[i + 1];
  }
  return result;
}
template <int rounds, std::size_t count>
void aes(Words (&state)[count], const Words* key) {
  for (Words& words : state) {
    for (int round = 1; round < rounds; ++round) words = aes_round<AesRound::middle>(words, key[round]);
    words = aes_round<AesRound::last>(words, key[rounds]);
  }
}

#undef QUADRILLE_LANEWISE

}  // namespace quadrille::vector::HWY_NAMESPACE
