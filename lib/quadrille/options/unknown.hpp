// A name that is no option here: what other programs call so, and what to write instead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quadrille/options/parser.hpp"

namespace quadrille::options {

/// Returns what to write instead of an option that does not exist: "write --samples N" for one that other
/// programs have by another name, the nearest name, or where to look. `prefix` ("--", or nothing in a file)
/// stands before names.
std::string instead_of(const std::vector<Group>& groups, const std::string& name, const std::string& prefix);

/// Returns how processes are started, if the name is what other programs call their number; else "".
std::string advice_on_processes(std::string_view name);

}  // namespace quadrille::options
