// What `simulate` understands.
#pragma once

#include <optional>
#include <string>

#include "quadrille/options/parser.hpp"
#include "quadrille/simulate/problem.hpp"

namespace quadrille::apps {

options::Parser simulate_parser();

/// The problem that the options state, without its seed; of the model in `standard_input` if that was read.
/// Throws text::InputError.
simulate::Problem simulate_problem(const options::Values& values,
                                   const std::optional<std::string>& standard_input = std::nullopt);

}  // namespace quadrille::apps
