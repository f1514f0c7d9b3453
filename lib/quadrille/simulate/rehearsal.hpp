// How often intervals for means hold, by trial.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "quadrille/simulate/problem.hpp"
#include "quadrille/statistics/doubt.hpp"

namespace quadrille::simulate {

/// Trials of one number of draws, under random numbers that are nobody else's.
struct Rehearsal {
  std::uint64_t draws = 0;               ///< of a trial
  std::vector<statistics::Tried> tried;  ///< by column: whether 95 % intervals hold the mean of all trials
};

/// Returns trials of the problem's columns. They have its draws, or as many as a bounded effort allows, some
/// tenths of a second: to more draws intervals are better than that. None where that were too few to say
/// anything of more. A pure function of the problem but for its seed.
std::optional<Rehearsal> rehearse(const Problem& problem);

using Rehearse = std::function<std::optional<Rehearsal>(const Problem&)>;

}  // namespace quadrille::simulate
