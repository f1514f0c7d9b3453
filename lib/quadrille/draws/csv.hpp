// Every draw to one file, in order, from all ranks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "quadrille/draws/rows.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::draws {

/// Collective. Throws the same text::InputError on all ranks if rank 0 can make no file at `path`: to be
/// called before any work.
void check_writable(team::Team& team, const std::string& path);

/// The same, also if a rank does not see the folder that rank 0 sees.
void check_writable_by_all(team::Team& team, const std::string& path);

/// Is told on every rank, again and again, how far a file is: of its rows `before` were there already, `now`
/// are.
using Tell = std::function<void(std::uint64_t before, std::uint64_t now)>;

inline void tell_nobody(std::uint64_t /*before*/, std::uint64_t /*now*/) {}

/// Collective. Writes a CSV file: the header `draw,NAME,..`, then a row for each of draws 0 .. draws - 1: its
/// number and the shortest texts that read back as its values. The bytes are the same for any team; lines
/// end in "\n". Memory is constant: ranks take turns in chunks of about a megabyte.
///
/// The file appears under its name when it is whole; until then it is PATH.partial-N beside it, which is
/// removed if anything fails. `path` must mean the same file on all ranks' hosts. Throws the same
/// text::RunError on all ranks when a rank fails to write.
void write_csv(team::Team& team, const std::string& path, const std::vector<std::string>& names,
               std::uint64_t draws, const Fill& fill, const Tell& tell = tell_nobody);

/// The same, with a journal in `folder`: a run that stops (system::Stopped) or fails leaves the
/// unfinished file, and one that comes later goes on with it. A file that is whole already, and
/// that nobody has touched since, stays as it is.
void write_csv(team::Team& team, const std::string& path, const std::vector<std::string>& names,
               std::uint64_t draws, const Fill& fill, const std::string& folder,
               const Tell& tell = tell_nobody);

}  // namespace quadrille::draws
