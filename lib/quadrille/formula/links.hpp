// The kinds of links of a chain, listed once.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "quadrille/formula/tree.hpp"

namespace quadrille::formula {

/// Which argument of a link's function is the accumulator.
enum class Role : unsigned char { first, second, third, all };

/// What the other arguments are: slots; or, for functions of two arguments, a number; or, in sums, a slot
/// times a number, a slot times a slot, or a slot's square (rounded on their own: nothing is fused).
enum class Others : unsigned char { slots, number, scaled, product, square };

struct LinkKind {
  Function function;
  Role role;
  Others others;
  bool operator==(const LinkKind&) const = default;
};

// clang-format off
#define QUADRILLE_LINKS2(LINK, NAME)                                                         \
  LINK(NAME, all, slots) LINK(NAME, first, slots) LINK(NAME, second, slots)                   \
  LINK(NAME, first, number) LINK(NAME, second, number)
#define QUADRILLE_LINKS_SUM(LINK, NAME)                                                       \
  QUADRILLE_LINKS2(LINK, NAME) LINK(NAME, first, scaled) LINK(NAME, second, scaled)           \
  LINK(NAME, first, product) LINK(NAME, second, product)                                      \
  LINK(NAME, first, square) LINK(NAME, second, square)
/// LINK(function, role, others) for each kind: functions of a few instructions.
#define QUADRILLE_LINKS(LINK)                                                                \
  LINK(negate, all, slots) LINK(abs, all, slots) LINK(sign, all, slots)                       \
  LINK(sqrt, all, slots) LINK(power_half, all, slots) LINK(logical_not, all, slots)           \
  LINK(floor, all, slots) LINK(ceil, all, slots) LINK(round, all, slots)                      \
  QUADRILLE_LINKS_SUM(LINK, add) QUADRILLE_LINKS_SUM(LINK, subtract)                          \
  QUADRILLE_LINKS2(LINK, multiply) QUADRILLE_LINKS2(LINK, divide)                             \
  QUADRILLE_LINKS2(LINK, less) QUADRILLE_LINKS2(LINK, less_equal)                             \
  QUADRILLE_LINKS2(LINK, equal) QUADRILLE_LINKS2(LINK, not_equal)                             \
  QUADRILLE_LINKS2(LINK, logical_and) QUADRILLE_LINKS2(LINK, logical_or)                      \
  QUADRILLE_LINKS2(LINK, min) QUADRILLE_LINKS2(LINK, max)                                     \
  LINK(select, first, slots) LINK(select, second, slots) LINK(select, third, slots)
#define QUADRILLE_KIND(NAME, ROLE, OTHERS) LinkKind{Function::NAME, Role::ROLE, Others::OTHERS},
inline constexpr std::array link_kinds = {QUADRILLE_LINKS(QUADRILLE_KIND)};
#undef QUADRILLE_KIND
// clang-format on

/// Returns a kind's place in the list; link_kinds.size() if it is not there.
constexpr std::size_t code_of(const LinkKind& kind) {
  return static_cast<std::size_t>(std::ranges::find(link_kinds, kind) - link_kinds.begin());
}

/// Returns whether a chain may hold the function.
constexpr bool is_link(Function function) {
  return std::ranges::find(link_kinds, function, &LinkKind::function) != link_kinds.end();
}

}  // namespace quadrille::formula
