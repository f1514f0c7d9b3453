// What is simulated: everything that the answer depends on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quadrille/simulate/model.hpp"

namespace quadrille::simulate {

/// Draws of a base block; the last may have fewer.
inline constexpr std::uint64_t block_draws = 1024;

/// The generator behind every number, as results name it.
inline constexpr std::string_view generator_name = "ARS-7 (Random123)";

struct Problem {
  Model model;
  std::uint64_t draws = 100000;
  std::uint64_t seed = 0;
  std::vector<std::size_t> columns;  ///< variables wanted in summary and file: columns_of()
};

/// Returns the variables of a list such as "y, x1", in its order, as indices in the model; all for an empty
/// one. Throws text::InputError, which begins with `where` ("--columns"), for an unknown or repeated name.
std::vector<std::size_t> columns_of(const Model& model, std::string_view list, std::string_view where);

/// Returns the names of the columns.
std::vector<std::string> column_names(const Problem& problem);

/// Returns the columns and what they depend on, in the order of the model.
std::vector<std::size_t> needed_variables(const Problem& problem);

/// Returns every variable of one draw, in the order of the model.
std::vector<std::pair<std::string, double>> draw(const Problem& problem, std::uint64_t index);

/// Returns the command line that shows every variable of a draw; MODEL is - if it came by standard input.
std::string replay_command(const Problem& problem, std::uint64_t index);

}  // namespace quadrille::simulate
