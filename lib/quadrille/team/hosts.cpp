#include "quadrille/team/hosts.hpp"

#include <algorithm>

#include "quadrille/system/clock.hpp"
#include "quadrille/system/host.hpp"

namespace quadrille::team {

std::vector<system::Host> hosts_of(Team& team) {
  return team.all_gather(system::Host{system::host_identity(team.host()), system::processors_here()});
}

Watch::Watch() : begin_(since_boot()) {}

system::Use Watch::since_boot() const {
  const auto load = system::load_here().value_or(system::Load{});
  return {system::seconds_now(), system::processor_seconds(), load.busy, load.processors};
}

std::optional<system::Others> Watch::others(Team& team, std::span<const system::Host> hosts) const {
  const system::Use now = since_boot();
  const auto uses = team.all_gather(system::Use{std::max(now.elapsed - begin_.elapsed, 0.0),
                                                std::max(now.own - begin_.own, 0.0),
                                                std::max(now.busy - begin_.busy, 0.0), now.processors});
  return system::others_among(hosts, uses);
}

}  // namespace quadrille::team
