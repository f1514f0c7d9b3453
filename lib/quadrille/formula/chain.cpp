#include "quadrille/formula/tape.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/formula/chain.cpp"
#include <hwy/foreach_target.h>
//
#include "quadrille/vector/functions-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::formula::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

/// Accumulators of eight lanes that go through a chain together: half of the machine's registers.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
inline constexpr std::size_t group = 16;
#elif HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
inline constexpr std::size_t group = 1;
#else
inline constexpr std::size_t group = 4;
#endif

/// values + at. The compiler shall not look into the sum: it kept sixteen offsets from `at` in registers that
/// it did not have.
template <class Value>
HWY_INLINE Value* place(Value* values, std::size_t at) {
  values += at;
  asm("" : "+r"(values));
  return values;
}

/// Where a link stands, and the slots' values.
struct Position {
  const Link& link;
  const double* const* slot;
  std::size_t at;

  HWY_INLINE const double* other(std::size_t number) const { return place(slot[link.slots[number]], at); }
};

// apply(): the accumulators become a link's function of themselves and the others.
template <Doubles (*function)(const Doubles&), Role, Others, std::size_t size>
HWY_INLINE void apply(Doubles (&x)[size], const Position&) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) x[i] = function(x[i]);
}
template <Doubles (*function)(const Doubles&, const Doubles&), Role role, Others others, std::size_t size>
HWY_INLINE void apply(Doubles (&x)[size], const Position& here) {
  constexpr bool has_number = others == Others::number || others == Others::scaled;
  const Doubles number = has_number ? qv::broadcast(here.link.number) : qv::zero();
  const double* const y = role == Role::all || others == Others::number ? nullptr : here.other(0);
  const double* const z = others == Others::product ? here.other(1) : nullptr;
  const auto other = [&](std::size_t i) HWY_ATTR {
    if constexpr (others == Others::number) return number;
    const Doubles value = qv::load(y + i * qv::lanes);
    if constexpr (others == Others::scaled) return value * number;
    if constexpr (others == Others::product) return value * qv::load(z + i * qv::lanes);
    if constexpr (others == Others::square) return value * value;
    return value;
  };
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) {
    if constexpr (role == Role::all) x[i] = function(x[i], x[i]);
    if constexpr (role == Role::first) x[i] = function(x[i], other(i));
    if constexpr (role == Role::second) x[i] = function(other(i), x[i]);
  }
}
template <Doubles (*function)(const Doubles&, const Doubles&, const Doubles&), Role role, Others,
          std::size_t size>
HWY_INLINE void apply(Doubles (&x)[size], const Position& here) {
  const double* const from_y = here.other(0);
  const double* const from_z = here.other(1);
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) {
    const Doubles y = qv::load(from_y + i * qv::lanes), z = qv::load(from_z + i * qv::lanes);
    if constexpr (role == Role::first) x[i] = function(x[i], y, z);
    if constexpr (role == Role::second) x[i] = function(y, x[i], z);
    if constexpr (role == Role::third) x[i] = function(y, z, x[i]);
  }
}

/// Takes `size` times eight values from `at` on through the chain.
template <std::size_t size>
HWY_INLINE void run_group(const Chain& chain, const double* const* slot, double* const* target,
                          std::size_t at) {
  Doubles x[size];
  for (const Link& link : chain) {
    if (link.from != no_slot) {
      const double* const from = place(slot[link.from], at);
#pragma GCC unroll 16
      for (std::size_t i = 0; i < size; ++i) x[i] = qv::load(from + i * qv::lanes);
    }
    const Position here{link, slot, at};
    switch (link.code) {
#define QUADRILLE_CASE(NAME, ROLE, OTHERS)                    \
  case code_of({Function::NAME, Role::ROLE, Others::OTHERS}): \
    apply<qv::NAME, Role::ROLE, Others::OTHERS>(x, here);     \
    break;
      QUADRILLE_LINKS(QUADRILLE_CASE)
#undef QUADRILLE_CASE
      default:
        __builtin_unreachable();  // a switch without gaps is one jump
    }
    if (link.to != no_slot) {
      double* const to = place(target[link.to], at);
#pragma GCC unroll 16
      for (std::size_t i = 0; i < size; ++i) qv::store(x[i], to + i * qv::lanes);
    }
  }
}

void run_chain(const Chain& chain, const double* const* slot, double* const* target, std::size_t count) {
  constexpr std::size_t group_values = group * qv::lanes;
  std::size_t at = 0;
  for (; at + group_values <= count; at += group_values) run_group<group>(chain, slot, target, at);
  for (; at < count; at += qv::lanes) run_group<1>(chain, slot, target, at);
}

}  // namespace quadrille::formula::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::formula {

HWY_EXPORT(run_chain);

void run(const Chain& chain, const double* const* slot, double* const* target, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(run_chain)(chain, slot, target, count);
}

}  // namespace quadrille::formula
#endif
