// The names that the language knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::formula {

/// `if`, exp, min, ..: what may stand before a parenthesis.
bool is_function(std::string_view name);

/// pi and e. A variable of the same name shadows the constant.
bool is_constant(std::string_view name);

/// and, or, not, if: names that no variable may have.
bool is_keyword(std::string_view name);

/// Whether `name` is spelled as a variable may be: a letter or _, then letters, digits and _, no keyword.
bool is_valid_name(std::string_view name);

/// All functions, `if` among them, in the order of the manual.
std::vector<std::string> function_names();

/// The constant's value.
std::optional<double> constant_value(std::string_view name);

}  // namespace quadrille::formula
