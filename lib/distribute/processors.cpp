#include "distribute/processors.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

#include "distribute/launch.hpp"

namespace quadrille::distribute {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::string allowed_cpus(const std::string& process) {
  const std::string name = "Cpus_allowed_list:";
  std::ifstream file("/proc/" + process + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name)) return line.substr(line.find_first_not_of(" \t", name.size()));
  }
  return "";
}

/// The smallest quota of this process's control group and those around it.
std::uint64_t cgroup_quota(std::uint64_t otherwise) {
  std::string group = first_line("/proc/self/cgroup");
  group = group.starts_with("0::") ? group.substr(3) : "/";
  std::uint64_t quota = otherwise;
  while (true) {
    quota = std::min(quota, quota_in(first_line("/sys/fs/cgroup" + group + "/cpu.max"), otherwise));
    if (group.size() <= 1) return quota;
    group.resize(std::max<std::size_t>(group.rfind('/'), 1));
  }
}

}  // namespace

std::uint64_t cpus_in(const std::string& list) {
  std::uint64_t count = 0;
  std::istringstream ranges(list);
  for (std::string range; std::getline(ranges, range, ',');) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    char dash = 0;
    std::istringstream text(range);
    if (!(text >> first)) continue;
    if (!(text >> dash >> last)) last = first;
    count += last - first + 1;
  }
  return count;
}

std::uint64_t quota_in(const std::string& cpu_max, std::uint64_t otherwise) {
  std::uint64_t time = 0;
  std::uint64_t period = 0;
  std::istringstream text(cpu_max);
  if (!(text >> time >> period) || period == 0) return otherwise;
  return std::max<std::uint64_t>(time / period, 1);
}

std::uint64_t processors_here() {
  const std::string process = started_by_launcher() ? std::to_string(getppid()) : "self";
  const std::uint64_t allowed = std::max<std::uint64_t>(cpus_in(allowed_cpus(process)), 1);
  return cgroup_quota(allowed);
}

std::uint64_t processors_of(Team& team) {
  const auto counts = team.all_gather(processors_here());
  const auto names = team.all_gather(team.host());
  std::set<std::string> seen;
  std::uint64_t processors = 0;
  for (std::size_t rank = 0; rank < names.size(); ++rank) {
    if (seen.insert(names[rank]).second) processors += counts[rank];
  }
  return processors;
}

}  // namespace quadrille::distribute
