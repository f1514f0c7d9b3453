// A formula as an integrand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

/// Returns the name of a formula's variable, "" where it has none. Throws text::InputError, as parse does.
std::string variable_of(std::string_view formula);

/// Returns a compiled formula of one variable, of any name but what is taken for a constant, such as PI or
/// Inf (without a variable it is a constant function). Throws text::InputError for such a name, for more than
/// one free name, and for what formula::parse refuses; `where` names the formula's place.
Integrand integrand_of(std::string_view formula, std::string_view where = "FORMULA");

/// Returns the constants named by a formula without a variable, such as e in e*exp(-e); none of any other.
std::vector<std::string> constants_alone(std::string_view formula);

/// Returns whether a formula has the same value everywhere, as far as that can be read: no variable, or all
/// of them cancel.
bool is_constant(const std::string& formula);

/// Returns about how many nanoseconds a point takes: the same on every machine. Throws as integrand_of does.
double cost_of_point(std::string_view formula);

}  // namespace quadrille::integrate
