// What `integrate` understands.
#pragma once

#include <cstdint>

#include "quadrille/integrate/problem.hpp"
#include "quadrille/options/parser.hpp"

namespace quadrille::apps {

options::Parser integrate_parser();

/// The problem that the options state. Throws text::InputError.
integrate::Problem integrate_problem(const options::Values& values, std::uint64_t seed);

}  // namespace quadrille::apps
