// Files that a program is told of: none is written over another.
#pragma once

#include <string>
#include <vector>

#include "quadrille/options/parser.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::apps {

/// Collective, before any work. Throws the same text::InputError on all ranks if --output or --plot would
/// write over what is read (MODEL, --config), over each other or over what a standard stream goes to, or into
/// the journal's own folder, by whatever spelling or link. `all` are the options, also of the program that is
/// timed.
void refuse_overwriting(team::Team& team, const std::vector<const options::Values*>& all);

}  // namespace quadrille::apps
