// What ranks must agree on before all go on.
#pragma once

#include <optional>
#include <string>

#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::team {

/// A host that does not see what rank 0's host sees.
struct BlindHost {
  std::string name;
  std::string of_rank_0;
};

/// The first host that does not see this path, which rank 0 names and has made; none if all see it. A host
/// may see a name later than the one that made it: half a minute is waited for that. Collective.
std::optional<BlindHost> host_blind_to(Team& team, const std::string& path_at_rank_0);

/// Returns the reason to stop of the lowest rank that has one, on all ranks; 0 if none has. Collective.
system::StopCause agreed_stop(Team& team, system::StopCause own);

}  // namespace quadrille::team
