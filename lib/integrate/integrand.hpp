// A formula as an integrand.
#pragma once

#include <string_view>

#include "integrate/rule.hpp"

namespace quadrille::integrate {

/// Compiles a formula of one variable, whatever it is called (a formula without one is a constant function).
/// Throws text::InputError for more than one free name, and for what formula::parse refuses.
Integrand integrand_of(std::string_view formula);

/// About how many nanoseconds a point of it takes: the same on every machine. Throws as integrand_of does.
double cost_of_point(std::string_view formula);

}  // namespace quadrille::integrate
