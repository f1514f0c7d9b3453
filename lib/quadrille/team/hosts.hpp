// The hosts of a team's ranks, and who else is at work there.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "quadrille/system/load.hpp"
#include "quadrille/system/processors.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::team {

/// Returns the host of each rank, in order of rank. Collective.
std::vector<system::Host> hosts_of(Team& team);

/// Watches this rank and its host from now on.
class Watch {
 public:
  Watch();

  /// What others did since then, on all hosts. Collective: ranks are to call it at about the same time.
  std::optional<system::Others> others(Team& team, std::span<const system::Host> hosts) const;

 private:
  system::Use since_boot() const;

  system::Use begin_;
};

}  // namespace quadrille::team
