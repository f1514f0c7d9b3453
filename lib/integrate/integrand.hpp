// A formula as an integrand.
#pragma once

#include <string>
#include <string_view>

#include "integrate/rule.hpp"

namespace quadrille::integrate {

/// What the variable of a formula is called, "" where it has none. Throws text::InputError, as parse does.
std::string variable_of(std::string_view formula);

/// Compiles a formula of one variable, whatever it is called (a formula without one is a constant function).
/// Throws text::InputError for more than one free name, and for what formula::parse refuses.
Integrand integrand_of(std::string_view formula);

}  // namespace quadrille::integrate
