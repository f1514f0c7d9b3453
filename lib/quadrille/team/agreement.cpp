#include "quadrille/team/agreement.hpp"

#include <algorithm>
#include <cstddef>

#include <unistd.h>

#include "quadrille/system/backoff.hpp"

namespace quadrille::team {
namespace {

constexpr double seconds_to_appear = 30;  // as long as NFS may remember that a name was not there

}  // namespace

std::optional<BlindHost> host_blind_to(Team& team, const std::string& path_at_rank_0) {
  const std::string path = team.broadcast(path_at_rank_0);
  const auto is_seen = [&] { return ::access(path.c_str(), F_OK) == 0; };
  for (system::Backoff backoff; !is_seen() && backoff.waited() < seconds_to_appear; backoff.pause())
    team.poll();
  const std::vector<bool> seen = team.all_gather(is_seen());
  const auto blind = std::ranges::find(seen, false);
  if (blind == seen.end()) return std::nullopt;
  const auto hosts = team.all_gather(team.host());
  return BlindHost{hosts[static_cast<std::size_t>(blind - seen.begin())], hosts.front()};
}

system::StopCause agreed_stop(Team& team, system::StopCause own) {
  const auto causes = team.all_gather(own);
  const auto first = std::ranges::find_if(causes, [](system::StopCause cause) { return cause != 0; });
  return first == causes.end() ? 0 : *first;
}

}  // namespace quadrille::team
