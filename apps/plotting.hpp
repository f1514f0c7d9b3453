// The option --plot, which integrate and speedup share.
#pragma once

#include <optional>
#include <string>

#include "quadrille/options/parser.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::apps {

/// `what` is drawn.
options::Option plot_option(const std::string& what);

/// What --plot names, if it was given and can be drawn. Collective. Throws text::InputError on all ranks;
/// only rank 0's host needs gnuplot.
std::optional<std::string> plot_target(team::Team& team, const options::Values& values);

}  // namespace quadrille::apps
