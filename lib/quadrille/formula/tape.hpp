// The compiled form of a formula: steps over slots, each a chunk of doubles.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "quadrille/formula/links.hpp"

namespace quadrille::formula {

inline constexpr Index no_slot = ~Index{0};

/// Part of a chain: accumulator = function(accumulator and others), with what is loaded before and stored
/// after.
struct Link {
  LinkKind kind;
  std::array<Index, 2> slots{};
  double number = 0;
  Index from = no_slot;  ///< the accumulator is loaded from there, if at all
  Index to = no_slot;    ///< and stored there
  unsigned code = static_cast<unsigned>(code_of(kind));

  /// Returns the others that are slots.
  std::span<Index> operands();
};

/// slot[result] = function(slot[operands]..), by a block function.
struct Call {
  Function function;
  std::array<Index, 3> operands;
  Index result;
};

/// The first link loads, the last one stores. What is between stays in registers, for many points at once.
using Chain = std::vector<Link>;

using Step = std::variant<Call, Chain>;

/// Slots are numbered: used inputs, constants, registers; then the output, which only the last step writes.
struct Tape {
  std::size_t given = 0;    ///< inputs of the program
  std::vector<Index> used;  ///< those that the formula uses, by their numbers
  std::vector<double> constants;
  std::size_t registers = 0;
  std::vector<Step> steps;

  std::size_t first_register() const { return used.size() + constants.size(); }
  std::size_t output() const { return first_register() + registers; }
  /// Returns the number of values computed at a time: as many as let all slots stay in 24 KiB of cache.
  std::size_t chunk() const { return std::clamp<std::size_t>(3072 / (output() + 1) / 128 * 128, 128, 1024); }
};

/// Runs a chain for `count` values, a multiple of 8. slot[i] points to the values of slot i, target[i] to
/// where they are stored.
void run(const Chain& chain, const double* const* slot, double* const* target, std::size_t count);

inline std::span<Index> Link::operands() {
  if (kind.role == Role::all || kind.others == Others::number) return {};
  if (kind.others == Others::slots) return {slots.data(), arity(kind.function) - 1};
  return {slots.data(), kind.others == Others::product ? std::size_t{2} : std::size_t{1}};
}

}  // namespace quadrille::formula
