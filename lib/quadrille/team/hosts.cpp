#include "quadrille/team/hosts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "quadrille/system/clock.hpp"
#include "quadrille/system/host.hpp"

namespace quadrille::team {
namespace {

/// By rank, of all ranks. Seconds go as whole microseconds.
std::vector<double> all_seconds(Team& team, double own) {
  std::vector<double> all;
  for (const std::uint64_t each :
       team.all_gather(static_cast<std::uint64_t>(std::llround(std::max(own, 0.0) * 1e6))))
    all.push_back(1e-6 * static_cast<double>(each));
  return all;
}

}  // namespace

std::vector<system::Host> hosts_of(Team& team) {
  const system::Processors here = system::processors_here();
  const auto identities = team.all_gather(system::host_identity(team.host()));
  const auto usable = team.all_gather(here.usable), cores = team.all_gather(here.cores),
             present = team.all_gather(here.present),
             time = team.all_gather(static_cast<std::uint64_t>(std::llround(1e6 * here.time.value_or(0))));
  std::vector<system::Host> hosts;
  for (std::size_t rank = 0; rank < identities.size(); ++rank)
    hosts.push_back(
        {identities[rank],
         {usable[rank], cores[rank], present[rank],
          time[rank] == 0 ? std::nullopt : std::optional(1e-6 * static_cast<double>(time[rank]))}});
  return hosts;
}

Watch::Watch() : begin_(since_boot()) {}

system::Use Watch::since_boot() const {
  const auto load = system::load_here().value_or(system::Load{});
  return {system::seconds_now(), system::processor_seconds(), load.busy, load.processors};
}

std::optional<system::Others> Watch::others(Team& team, std::span<const system::Host> hosts) const {
  const system::Use now = since_boot();
  const auto elapsed = all_seconds(team, now.elapsed - begin_.elapsed),
             own = all_seconds(team, now.own - begin_.own), busy = all_seconds(team, now.busy - begin_.busy);
  const auto processors = team.all_gather(now.processors);
  std::vector<system::Use> uses;
  for (std::size_t rank = 0; rank < hosts.size(); ++rank)
    uses.push_back({elapsed[rank], own[rank], busy[rank], processors[rank]});
  return system::others_among(hosts, uses);
}

}  // namespace quadrille::team
