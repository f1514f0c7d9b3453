// The names that the language knows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/vector/functions.hpp"

namespace quadrille::formula {

/// Returns whether the name may stand before a parenthesis: `if`, exp, min, ..
bool is_function(std::string_view name);

/// Returns whether the name is pi or e. A variable of the same name shadows the constant.
bool is_constant(std::string_view name);

/// Returns whether the name is and, or, not or if: names that no variable may have.
bool is_keyword(std::string_view name);

/// Return whether a name may have the character.
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word(char c) { return is_letter(c) || is_digit(c); }

/// Returns whether a variable may have the name: a letter or _, then letters, digits and _, and no keyword.
bool is_valid_name(std::string_view name);

/// Returns all functions, `if` among them, in the order of a manual.
std::vector<std::string_view> function_names();

/// Returns the constant's value; none if there is no constant of that name.
std::optional<double> constant_value(std::string_view name);

/// Returns what to say of a name that is no constant, but that a reader takes for one, in any case: of PI
/// that "pi is the constant", of Inf and NaN that "no formula has that number". "" for any other name.
std::string hint_of_constant(std::string_view name);

/// A function as the language has it. min and max take two arguments or more, the others as many as their
/// vector::Function.
struct NamedFunction {
  std::string_view name;
  std::string_view usage;  ///< "atan2(y, x)"
  vector::Function function;
};
const NamedFunction* find_function(std::string_view name);

/// A formula that calls every function, of x in (0, 1): what builds and machines are compared by.
inline constexpr const char* every_function =
    "abs(x-0.5) + sqrt(x) + cbrt(x) + exp(x) + expm1(x) + log(x+1) + log1p(x) + log2(x+1) + log10(x+1) + "
    "sin(x)"
    " + cos(x) + tan(x) + asin(x/2) + acos(x/2) + atan(x) + atan2(x, 2) + sinh(x) + cosh(x) + tanh(x)"
    " + asinh(x) + acosh(x+1) + atanh(x/2) + erf(x) + erfc(x) + gamma(x+1) + lgamma(x+1) + floor(9*x)"
    " + ceil(9*x) + round(9*x) + min(x, 0.5) + max(x, 0.5) + hypot(x, 2) + sign(x-0.5) + x^1.5 + pow(x, 2.5) "
    "+ x^3"
    " + if(0.2 < x < 0.7 and not x == 0.5, 1/(1+x^2), pi*x)";

}  // namespace quadrille::formula
