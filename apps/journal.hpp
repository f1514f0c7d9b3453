// What the programs do with a journal, and with files that an earlier run left.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/options/values.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::apps {

/// The journal that --journal names, if it does; from then on the job can be stopped. Collective. Throws
/// text::InputError on all ranks.
std::optional<distribute::Journal> open_journal(team::Team& team, const options::Common& common);

/// The command line, to be pasted into a shell.
std::string command_line(const std::string& program, const std::vector<std::string>& arguments);

/// Answers --status or --verify, if one was given: the exit status. Collective; rank 0 does it.
std::optional<int> looked_at_files(team::Team& team, const options::Values& values);

}  // namespace quadrille::apps
