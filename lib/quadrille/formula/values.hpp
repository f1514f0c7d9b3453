// What a formula computes: its tree with names resolved, constants folded and equal parts shared.
#pragma once

#include <array>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "quadrille/formula/tree.hpp"

namespace quadrille::formula {

/// A value of the formula at a point: a given one, a constant, or a function of earlier values.
struct InputValue {
  Index input;
};
struct ConstantValue {
  double number;
};
struct CallValue {
  Function function;
  std::array<Index, 3> operands;  ///< as many as the function has arguments, then zeros
};
using Value = std::variant<InputValue, ConstantValue, CallValue>;

/// Operands stand before their users; values that the formula does not need may be among them.
struct Values {
  std::vector<Value> values;
  std::vector<Index> of_node;  ///< the value of each node of the tree

  Index root() const { return of_node.back(); }
};

/// Returns a tree's values, variables numbered as in `inputs`. Throws text::InputError for unknown names.
Values resolve(const Tree& tree, std::span<const std::string> inputs);

/// Returns the constant that a name stands for if it is not a variable. Throws text::InputError, with what
/// was probably meant, for any other name.
double resolve_constant(const Tree& tree, const Node& name, std::span<const std::string> variables);

}  // namespace quadrille::formula
