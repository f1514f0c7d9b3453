// The parsed formula: what the parser builds and the compiler reads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quadrille/formula/expression.hpp"
#include "quadrille/text/place.hpp"
#include "quadrille/vector/functions.hpp"

namespace quadrille::formula {

using vector::Function;

/// A node's number in Tree::nodes.
using Index = std::uint32_t;

struct Node {
  enum class Kind : unsigned char { number, name, call };
  Kind kind = Kind::number;
  Function function{};                 ///< of a call; operators are calls, too
  std::array<Index, 3> operands{};     ///< of a call, as many as its function has arguments
  double number = 0;                   ///< of a number
  std::size_t offset = 0, length = 0;  ///< of a name, in the formula
};

/// Operands stand before their users, and a node may have several (the middle of a < b < c has two). So
/// whoever walks the tree goes through `nodes` once, without recursion. The last node is the formula.
struct Tree {
  Origin origin;
  std::size_t length = 0;  ///< of the formula in bytes
  std::vector<Node> nodes;

  std::string_view source() const { return std::string_view(*origin.text).substr(origin.offset, length); }
  std::string_view name(const Node& node) const { return source().substr(node.offset, node.length); }
  /// Returns a stretch of the formula, for messages.
  text::Place place(std::size_t offset, std::size_t extent = 1) const {
    return {*origin.text, origin.offset + offset, extent, origin.name};
  }
};

/// Returns the number of arguments that a function has: 1, 2 or 3.
constexpr std::size_t arity(Function function) {
  if (function == Function::select) return 3;
  return function < Function::add ? 1 : 2;
}

}  // namespace quadrille::formula
