// How many processors a job may use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quadrille::system {

/// A processor is a hardware thread, as the system counts them.
struct Processors {
  std::uint64_t usable = 1;   ///< by this job
  std::uint64_t cores = 1;    ///< that the usable ones belong to
  std::uint64_t present = 1;  ///< in all
  /// The time that a quota leaves, in processors, where that is no whole number or less than 1.
  std::optional<double> time = {};

  bool operator==(const Processors&) const = default;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& usable& cores& present& time;
  }
};

/// Returns the processors of this host. Usable are those that the job may be scheduled on (a rank that its
/// launcher has bound to a core asks for its launcher instead), no more than the control groups' quota of
/// time, and no more than Slurm has granted on this node.
Processors processors_here();

/// The place where a rank runs.
struct Host {
  std::string identity;  ///< as host_identity() has it
  Processors processors;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& identity& processors;
  }
};

/// Returns the number of hosts among those of some ranks.
std::size_t distinct(std::span<const Host> of_ranks);

/// Returns the sum over those hosts, each counted once.
Processors sum_of(std::span<const Host> of_ranks);

/// Returns the number of those ranks for each usable processor, on the host where it is largest; above 1 they
/// share processors.
double ranks_per_processor(std::span<const Host> of_ranks);

/// Returns `all` with at most `limit` of them usable.
Processors limited(Processors all, std::optional<std::uint64_t> limit);

/// Returns how many processors' time a process may use, 0.5 for half a one: the smallest quota of its control
/// group and those around it. `groups` is the text of its /proc/PID/cgroup, `root` where the groups are
/// mounted. Versions 1 (cpu.cfs_quota_us) and 2 (cpu.max).
std::optional<double> quota_of(const std::string& groups,
                               const std::filesystem::path& root = "/sys/fs/cgroup");

/// Returns `all` with no more of them usable than the quota has whole ones, but 1 at least: even part of a
/// processor's time runs a process.
Processors within(const Processors& all, std::optional<double> quota);

/// Returns a count of processors such as SLURM_CPUS_ON_NODE has, or that of one node in a list for all
/// ("2(x3),1"; the nodes are numbered from 0). None for a null pointer, for what is no such count or list,
/// and for a node that is not in it.
std::optional<std::uint64_t> grant_in(const char* text, std::uint64_t node = 0);

}  // namespace quadrille::system
