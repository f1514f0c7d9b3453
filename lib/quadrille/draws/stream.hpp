// Every draw to a pipe, in order, from all ranks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/draws/rows.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::draws {

/// Writes all of the bytes; returns the system's error number, 0 for success. A slow reader is waited for,
/// also where the descriptor does not block; one that has closed its end is EPIPE, and no signal.
int write_all(int descriptor, std::string_view bytes);

/// Collective. Rank 0 writes the bytes that write_csv() would write to the open `descriptor`: the header, and
/// rows in order, whatever the team. Each rank formats a chunk of about a megabyte, and rank 0 holds one
/// chunk besides its own. Returns, on all ranks, whether the reader took all of it: false if it closed its
/// end. Throws the same text::RunError on all ranks when writing fails otherwise; `name` is what is written
/// to, for that message.
bool stream_csv(team::Team& team, int descriptor, const std::string& name,
                const std::vector<std::string>& names, std::uint64_t draws, const Fill& fill);

}  // namespace quadrille::draws
