// Every draw of a simulation, in order, to a file or to a pipe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::workload {

/// Collective, before any work. Returns the rows of the file that are still to be written. Throws
/// text::InputError on all ranks if it cannot be written, by all of them, or has no room on its disk.
std::uint64_t rows_to_write(team::Team& team, const std::string& path, const simulate::Problem& problem,
                            const std::optional<distribute::Journal>& journal);

/// Returns the seconds that so many rows take on so many processes, as the first of them say: each process
/// makes its part of the text, and the disk takes all. 0 for no rows.
double seconds_to_write(const simulate::Problem& problem, std::uint64_t rows, int processes);

/// The same for a guess without any draw, in nanoseconds of all processes.
double cost_to_write(const simulate::Problem& problem, std::uint64_t rows);

/// Collective. Writes the file, with a journal what it does not have yet; how far it is, is said on stderr.
/// Throws as draws::write_csv does.
void write_draws(team::Team& team, const std::string& path, const simulate::Problem& problem,
                 const std::optional<distribute::Journal>& journal, distribute::Look look);

/// Collective. Writes all draws to standard output. Returns false if its reader closed its end before the
/// last.
bool stream_draws(team::Team& team, const simulate::Problem& problem);

}  // namespace quadrille::workload
