// A formula as an integrand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

/// What the variable of a formula is called, "" where it has none. Throws text::InputError, as parse does.
std::string variable_of(std::string_view formula);

/// Compiles a formula of one variable, whatever it is called but what is taken for a constant, such as PI or
/// Inf (a formula without a variable is a constant function). Throws text::InputError for such a name, for
/// more than one free name, and for what formula::parse refuses; `where` says where the formula stands.
Integrand integrand_of(std::string_view formula, std::string_view where = "FORMULA");

/// The constants that a formula without a variable names, such as e in e*exp(-e); none of any other formula.
std::vector<std::string> constants_alone(std::string_view formula);

/// Whether a formula has the same value everywhere, as far as that can be read: no variable, or all of them
/// cancel.
bool is_constant(const std::string& formula);

/// About how many nanoseconds a point of it takes: the same on every machine. Throws as integrand_of does.
double cost_of_point(std::string_view formula);

}  // namespace quadrille::integrate
