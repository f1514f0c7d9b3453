// Whether a disk has room for a file of draws, before there is any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/draws/rows.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::draws {

/// Bytes that rows [first, draws) of so many columns take, by a lower estimate from some of the first draws,
/// which are independent of one another: too high less than once in a million times, and never below a digit
/// a value. It is exact where there are no more draws than those. 0 if first >= draws.
double least_bytes(std::size_t columns, std::uint64_t first, std::uint64_t draws, const Fill& fill);

/// Why `path` cannot have so many bytes more where so many are free, as one sentence, or "" if it can.
std::string refusal_for_room(const std::string& path, double bytes, double free);

/// Collective; to be called before any work. How many rows of the file are still to be written, with the
/// journal in `folder` if there is one. Throws the same text::InputError on all ranks if the disk, as rank 0
/// sees it, cannot hold them.
std::uint64_t require_room(team::Team& team, const std::string& path, const std::vector<std::string>& names,
                           std::uint64_t draws, const Fill& fill, const std::optional<std::string>& folder);

}  // namespace quadrille::draws
