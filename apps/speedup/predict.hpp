// What the work would take on more processes than there are here: calibrated by runs here.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "quadrille/options/common.hpp"
#include "quadrille/options/values.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/scaling/prediction.hpp"
#include "quadrille/team/team.hpp"
#include "speedup/timed.hpp"

namespace quadrille::apps {

/// What --predict, --latency and --bandwidth ask for.
struct Question {
  std::vector<std::uint64_t> processes;  ///< rising, without 1
  scaling::Network network;
};

/// None without --predict. Throws text::InputError.
std::optional<Question> question_of(const options::Values& values, options::Schedule schedule);

/// Work of the same kind as was asked for, so much less of it that it takes half a second on one process;
/// what was asked for if it is no more than that. Collective.
TimedProgram calibration_of(team::Team& team, const TimedProgram& asked, std::uint64_t seed);

/// Seconds that a message costs its sender, as a burst of small ones from rank 0 to the last rank says; a
/// microsecond in a team of one. Collective; known at rank 0.
double seconds_per_message(team::Team& team);

/// Answers from measurements of `calibration`, which is less of the work of `asked`. To be called on rank
/// 0.
scaling::Forecast forecast(const Question& question, const TimedProgram& asked,
                           const TimedProgram& calibration, std::uint64_t seed,
                           const scaling::Findings& measured, double seconds_per_message);

}  // namespace quadrille::apps
