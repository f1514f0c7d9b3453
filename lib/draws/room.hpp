// Whether a disk has room for a file of draws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "distribute/team.hpp"
#include "draws/rows.hpp"

namespace quadrille::draws {

/// Collective, before any work. Throws the same text::InputError on all ranks if the file system of `path`
/// has less room than the draws take that are not there yet, as long as the first of them are. With a journal
/// in `folder` those that it goes on from are there. A file system that does not tell is believed to have
/// room.
void require_room(distribute::Team& team, const std::string& path, std::size_t columns, std::uint64_t draws,
                  const Fill& fill, const std::optional<std::string>& folder);

}  // namespace quadrille::draws
