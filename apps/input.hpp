// What a program reads from standard input.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "quadrille/options/values.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::apps {

/// All of standard input, which rank 0 reads and all ranks get, where the argument `name` (formula, model) is
/// "-"; none where it is not. At most `most` bytes. Where the argument was not given and standard input is a
/// file of which nobody has read anything, as in `simulate < model`, it is refused, since it would be
/// ignored. Collective; throws the same text::InputError on all ranks.
std::optional<std::string> standard_input(team::Team& team, const options::Values& values,
                                          const std::string& name, std::size_t most);

/// The name by which the system knows what standard stream `descriptor` (0 to 2) is: the launcher's, where
/// there is one, for its processes do not see what that is.
std::string stream_path(int descriptor);

}  // namespace quadrille::apps
