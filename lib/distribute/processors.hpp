// How many processors a job may use.
#pragma once

#include <cstdint>
#include <string>

#include "distribute/team.hpp"

namespace quadrille::distribute {

/// Processors that this job may use on this host: those that it may be scheduled on (a rank that its launcher
/// has bound to a core asks for its launcher instead), and no more than the control group's quota of time.
std::uint64_t processors_here();

/// The same over all hosts of the team. Collective.
std::uint64_t processors_of(Team& team);

/// CPUs in a list such as "0-3,8".
std::uint64_t cpus_in(const std::string& list);

/// Whole processors that the text of a cgroup's cpu.max grants, at least 1; none for "max".
std::uint64_t quota_in(const std::string& cpu_max, std::uint64_t otherwise);

}  // namespace quadrille::distribute
