#include "quadrille/system/load.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "quadrille/system/launch.hpp"

namespace quadrille::system {
namespace {

constexpr double shortest_watch = 1;  // seconds

/// Ticks at work in a line of /proc/stat, after its name: user nice system idle iowait irq softirq steal;
/// what follows is in `user` already.
std::uint64_t ticks_in(std::istringstream& line) {
  std::uint64_t sum = 0, ticks = 0;
  for (int column = 0; column < 8 && line >> ticks; ++column)
    if (column != 3 && column != 4) sum += ticks;
  return sum;
}

}  // namespace

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::optional<Load> load_in(const std::string& stat, const std::function<bool(std::size_t)>& counts,
                            double ticks_a_second) {
  Load load;
  std::istringstream lines(stat);
  for (std::string text; std::getline(lines, text);) {
    std::istringstream line(text);
    std::size_t number = 0;
    if (!text.starts_with("cpu") || !(line.ignore(3) >> number) || text.starts_with("cpu ")) continue;
    if (!counts(number)) continue;
    load.busy += static_cast<double>(ticks_in(line)) / ticks_a_second;
    ++load.processors;
  }
  if (load.processors == 0) return std::nullopt;
  return load;
}

std::optional<Load> load_here() {
  std::ifstream file("/proc/stat");
  const std::string stat{std::istreambuf_iterator<char>(file), {}};
  cpu_set_t set;
  CPU_ZERO(&set);
  const bool is_known = sched_getaffinity(launcher(), sizeof(set), &set) == 0;
  const auto counts = [&](std::size_t number) {
    return !is_known || (number < CPU_SETSIZE && CPU_ISSET(number, &set));
  };
  return load_in(stat, counts, static_cast<double>(std::max(::sysconf(_SC_CLK_TCK), 1L)));
}

std::optional<Others> others_among(std::span<const Host> hosts, std::span<const Use> uses) {
  struct Of {
    Use use;
    std::uint64_t ranks = 0, usable = 0;
  };
  std::map<std::string, Of> by_host;
  for (std::size_t rank = 0; rank < hosts.size(); ++rank) {
    const auto [found, is_new] =
        by_host.try_emplace(hosts[rank].identity, Of{uses[rank], 0, hosts[rank].processors.usable});
    ++found->second.ranks;
    if (!is_new) found->second.use.own += uses[rank].own;
  }
  Others others;
  for (const auto& [identity, host] : by_host) {
    if (host.use.processors == 0 || host.use.elapsed < shortest_watch) return std::nullopt;
    const double busy = std::max(0.0, host.use.busy - host.use.own) / host.use.elapsed;
    const auto wanted = static_cast<double>(std::min(host.ranks, host.usable));
    others.busy += busy;
    others.in_the_way += std::max(0.0, busy + wanted - static_cast<double>(host.use.processors));
  }
  return others;
}

}  // namespace quadrille::system
