// The estimators' makers; each in the file of its name.
#pragma once

#include <memory>

#include "quadrille/integrate/rule.hpp"

namespace quadrille::integrate {

std::unique_ptr<Rule> make_spacings(const Problem& problem, Integrand f);    // spacings.cpp
std::unique_ptr<Rule> make_trapezoid(const Problem& problem, Integrand f);   // spacings.cpp
std::unique_ptr<Rule> make_midpoint(const Problem& problem, Integrand f);    // mean.cpp
std::unique_ptr<Rule> make_mean(const Problem& problem, Integrand f);        // mean.cpp
std::unique_ptr<Rule> make_stratified(const Problem& problem, Integrand f);  // stratified.cpp

}  // namespace quadrille::integrate
