// The names that the language knows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vector/functions.hpp"

namespace quadrille::formula {

/// `if`, exp, min, ..: what may stand before a parenthesis.
bool is_function(std::string_view name);

/// pi and e. A variable of the same name shadows the constant.
bool is_constant(std::string_view name);

/// and, or, not, if: names that no variable may have.
bool is_keyword(std::string_view name);

/// Whether a variable may have the name: a letter or _, then letters, digits and _, and no keyword.
bool is_valid_name(std::string_view name);

/// All functions, `if` among them, in the order of a manual.
std::vector<std::string_view> function_names();

/// The constant's value, if there is one of that name.
std::optional<double> constant_value(std::string_view name);

/// A function as the language has it. min and max take two arguments or more, the others as many as their
/// vector::Function.
struct NamedFunction {
  std::string_view name;
  std::string_view usage;  ///< "atan2(y, x)"
  vector::Function function;
};
const NamedFunction* find_function(std::string_view name);

}  // namespace quadrille::formula
