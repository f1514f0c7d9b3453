// The compiled form of a formula: steps over slots, each a chunk of doubles.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "formula/tree.hpp"

namespace quadrille::formula {

/// Which arguments of a link's function are the accumulator.
enum class Side : unsigned char { left, right, all };

/// accumulator = function(accumulator, slot), function(slot, accumulator), or of the accumulator alone.
struct Link {
  Function function;
  Side side;
  Index slot = 0;  ///< not used if the side is `all`
};

/// slot[result] = function(slot[operands]..), by a block function.
struct Call {
  Function function;
  std::array<Index, 3> operands;
  Index result;
};

/// slot[result] = the links applied one after another to slot[start]. Intermediate values stay in registers.
struct Chain {
  Index start;
  std::vector<Link> links;
  Index result;
};

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
  /// Values that are computed at a time, as many as let all slots stay in 24 KiB of first-level cache.
  std::size_t chunk() const { return std::clamp<std::size_t>(3072 / (output() + 1) / 128 * 128, 128, 1024); }
};

/// Whether a chain may hold the function: it takes a few instructions, and no call.
bool is_link(Function function);

/// Runs a chain for `count` values, a multiple of 8; slot[i] points to the values of slot i.
void run(const Chain& chain, const double* const* slot, double* out, std::size_t count);

}  // namespace quadrille::formula
