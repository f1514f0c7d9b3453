#include "formula/tape.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "formula/chain.cpp"
#include <hwy/foreach_target.h>
//
#include "vector/functions-inl.hpp"

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

template <Doubles (*function)(const Doubles&), std::size_t size>
HWY_INLINE void apply(Doubles (&x)[size]) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) x[i] = function(x[i]);
}
template <Doubles (*function)(const Doubles&, const Doubles&), Side side, std::size_t size>
HWY_INLINE void apply(Doubles (&x)[size], const double* operand) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) {
    const Doubles y = side == Side::all ? x[i] : qv::load(operand + i * qv::lanes);
    x[i] = side == Side::right ? function(y, x[i]) : function(x[i], y);
  }
}

constexpr unsigned key(Function function, Side side) {
  return static_cast<unsigned>(function) * 4 + static_cast<unsigned>(side);
}

// clang-format off
#define QUADRILLE_LINK1(NAME) \
  case key(Function::NAME, Side::all): apply<qv::NAME>(x); break
#define QUADRILLE_LINK2(NAME)                                                        \
  case key(Function::NAME, Side::left): apply<qv::NAME, Side::left>(x, y); break;     \
  case key(Function::NAME, Side::right): apply<qv::NAME, Side::right>(x, y); break;   \
  case key(Function::NAME, Side::all): apply<qv::NAME, Side::all>(x, y); break
// clang-format on

/// Takes `size` times eight values from `at` on through the chain.
template <std::size_t size>
HWY_INLINE void run_group(const Chain& chain, const double* const* slot, double* out, std::size_t at) {
  Doubles x[size];
  const double* start = slot[chain.start] + at;
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) x[i] = qv::load(start + i * qv::lanes);
  for (const Link& link : chain.links) {
    const double* y = slot[link.slot] + at;
    switch (key(link.function, link.side)) {
      QUADRILLE_LINK1(negate);
      QUADRILLE_LINK1(abs);
      QUADRILLE_LINK1(sqrt);
      QUADRILLE_LINK1(logical_not);
      QUADRILLE_LINK2(add);
      QUADRILLE_LINK2(subtract);
      QUADRILLE_LINK2(multiply);
      QUADRILLE_LINK2(divide);
      QUADRILLE_LINK2(less);
      QUADRILLE_LINK2(less_equal);
      QUADRILLE_LINK2(logical_and);
      QUADRILLE_LINK2(logical_or);
      QUADRILLE_LINK2(min);
      QUADRILLE_LINK2(max);
      default:
        break;  // is_link() admits no other
    }
  }
#pragma GCC unroll 16
  for (std::size_t i = 0; i < size; ++i) qv::store(x[i], out + at + i * qv::lanes);
}

void run_chain(const Chain& chain, const double* const* slot, double* out, std::size_t count) {
  constexpr std::size_t group_values = group * qv::lanes;
  std::size_t at = 0;
  for (; at + group_values <= count; at += group_values) run_group<group>(chain, slot, out, at);
  for (; at < count; at += qv::lanes) run_group<1>(chain, slot, out, at);
}

#undef QUADRILLE_LINK2
#undef QUADRILLE_LINK1

}  // namespace quadrille::formula::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::formula {

HWY_EXPORT(run_chain);

void run(const Chain& chain, const double* const* slot, double* out, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(run_chain)(chain, slot, out, count);
}

bool is_link(Function function) {
  switch (function) {
    case Function::negate:
    case Function::abs:
    case Function::sqrt:
    case Function::logical_not:
    case Function::add:
    case Function::subtract:
    case Function::multiply:
    case Function::divide:
    case Function::less:
    case Function::less_equal:
    case Function::logical_and:
    case Function::logical_or:
    case Function::min:
    case Function::max:
      return true;
    default:
      return false;
  }
}

}  // namespace quadrille::formula
#endif
