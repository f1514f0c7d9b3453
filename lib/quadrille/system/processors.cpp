#include "quadrille/system/processors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>

#include <hwloc.h>
#include <unistd.h>

#include "quadrille/system/host.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/slurm.hpp"

namespace quadrille::system {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A whole number and nothing else, blanks around it apart.
std::optional<std::uint64_t> number_in(const std::string& text) {
  std::istringstream words(text);
  std::string word, further;
  std::uint64_t number = 0;
  if (!(words >> word) || words >> further) return std::nullopt;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

/// Processors of a quota and a period, in any unit. None where the quota is no positive number ("max", "-1",
/// an empty file).
std::optional<double> quota_in(const std::string& quota, const std::string& period) {
  const auto time = number_in(quota), every = number_in(period);
  if (time.value_or(0) == 0 || every.value_or(0) == 0) return std::nullopt;
  return static_cast<double>(*time) / static_cast<double>(*every);
}

std::optional<double> quota_of_group(const std::filesystem::path& folder) {
  std::string quota, period = "100000";  // the system's, where a file of version 2 leaves it out
  if (std::istringstream text(text_of(folder / "cpu.max")); text >> quota) {
    text >> period;
    return quota_in(quota, period);
  }
  return quota_in(text_of(folder / "cpu.cfs_quota_us"), text_of(folder / "cpu.cfs_period_us"));
}

/// Of a line of /proc/PID/cgroup, NUMBER:CONTROLLERS:PATH: the folders of the group and those around it,
/// where it is of version 2 (no controllers), or has the controller of processors.
std::vector<std::filesystem::path> groups_in(const std::string& line, const std::filesystem::path& root) {
  const auto first = line.find(':'), second = line.find(':', first + 1);
  if (second == std::string::npos) return {};
  const std::string controllers = line.substr(first + 1, second - first - 1);
  if (!controllers.empty() && !holds("," + controllers + ",", ",cpu,")) return {};
  std::vector<std::filesystem::path> folders;
  std::filesystem::path path = std::filesystem::path(line.substr(second + 1)).relative_path();
  for (;; path = path.parent_path()) {
    folders.push_back(root / (controllers.empty() ? "" : "cpu") / path);
    if (path.empty()) return folders;
  }
}

/// Those that the process may be scheduled on.
Processors allowed_to(pid_t process) {
  const auto online = static_cast<std::uint64_t>(std::max(::sysconf(_SC_NPROCESSORS_ONLN), 1L));
  hwloc_topology_t made = nullptr;
  if (hwloc_topology_init(&made) != 0) return {online, online, online};
  const std::unique_ptr<hwloc_topology, decltype(&hwloc_topology_destroy)> topology(made,
                                                                                    hwloc_topology_destroy);
  const std::unique_ptr<hwloc_bitmap_s, decltype(&hwloc_bitmap_free)> set(hwloc_bitmap_alloc(),
                                                                          hwloc_bitmap_free);
  if (hwloc_topology_load(made) != 0) return {online, online, online};
  if (hwloc_get_proc_cpubind(made, process, set.get(), 0) != 0)
    hwloc_bitmap_copy(set.get(), hwloc_topology_get_allowed_cpuset(made));
  std::uint64_t cores = 0;
  for (hwloc_obj_t core = nullptr;
       (core = hwloc_get_next_obj_by_type(made, HWLOC_OBJ_CORE, core)) != nullptr;)
    cores += hwloc_bitmap_intersects(core->cpuset, set.get()) != 0 ? 1 : 0;
  const auto usable = static_cast<std::uint64_t>(std::max(hwloc_bitmap_weight(set.get()), 1));
  return {usable, cores == 0 ? usable : cores, online};
}

std::map<std::string, std::vector<const Host*>> by_host(std::span<const Host> of_ranks) {
  std::map<std::string, std::vector<const Host*>> found;
  for (const Host& host : of_ranks) found[host.identity].push_back(&host);
  return found;
}

}  // namespace

Processors limited(Processors all, std::optional<std::uint64_t> limit) {
  all.usable = std::min(all.usable, limit.value_or(all.usable));
  all.cores = std::min(all.cores, all.usable);
  return all;
}

Processors within(const Processors& all, std::optional<double> quota) {
  if (!quota || *quota >= static_cast<double>(all.usable)) return all;
  Processors some = limited(all, std::max<std::uint64_t>(static_cast<std::uint64_t>(*quota), 1));
  if (*quota != static_cast<double>(some.usable)) some.time = quota;
  return some;
}

std::optional<double> quota_of(const std::string& groups, const std::filesystem::path& root) {
  std::optional<double> smallest;
  std::istringstream lines(groups);
  for (std::string line; std::getline(lines, line);)
    for (const auto& folder : groups_in(line, root))
      if (const auto quota = quota_of_group(folder)) smallest = std::min(*quota, smallest.value_or(*quota));
  return smallest;
}

std::optional<std::uint64_t> grant_in(const char* text, std::uint64_t node) {
  const auto counts = text == nullptr ? std::nullopt : counts_in(text);
  if (!counts) return std::nullopt;
  for (auto [count, times] : *counts) {
    if (node < times || counts->size() == 1) return count == 0 ? std::nullopt : std::optional(count);
    node -= times;
  }
  return std::nullopt;
}

Processors processors_here() {
  const Processors scheduled = allowed_to(launcher());
  const Processors in_time = within(scheduled, quota_of(text_of("/proc/self/cgroup")));
  const char* node = std::getenv("SLURM_NODEID");
  return limited(in_time, grant_in(std::getenv("SLURM_CPUS_ON_NODE"),
                                   number_in(node == nullptr ? "" : node).value_or(0)));
}

std::size_t distinct(std::span<const Host> of_ranks) { return by_host(of_ranks).size(); }

Processors sum_of(std::span<const Host> of_ranks) {
  Processors all{0, 0, 0};
  double time = 0;
  bool is_less = false;
  for (const auto& [identity, ranks] : by_host(of_ranks)) {
    const Processors& one = ranks.front()->processors;
    all.usable += one.usable;
    all.cores += one.cores;
    all.present += one.present;
    time += one.time.value_or(static_cast<double>(one.usable));
    is_less = is_less || one.time;
  }
  if (is_less) all.time = time;
  return all;
}

double ranks_per_processor(std::span<const Host> of_ranks) {
  double most = 0;
  for (const auto& [identity, ranks] : by_host(of_ranks))
    most = std::max(
        most, static_cast<double>(ranks.size()) / static_cast<double>(ranks.front()->processors.usable));
  return most;
}

}  // namespace quadrille::system
