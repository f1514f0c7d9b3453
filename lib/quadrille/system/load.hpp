// How busy others keep the processors of a job.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "quadrille/system/processors.hpp"

namespace quadrille::system {

/// Returns seconds of processor time that this process has used so far.
double processor_seconds();

/// The work that some processors of a host have done so far.
struct Load {
  double busy = 0;  ///< seconds, of all of them, at anybody's work; a hypervisor's other guests count
  std::uint64_t processors = 0;  ///< how many they are

  bool operator==(const Load&) const = default;
};

/// Returns the load of the processors that `counts` holds for, by number; `stat` is the text of /proc/stat.
/// None where it says nothing of them.
std::optional<Load> load_in(const std::string& stat, const std::function<bool(std::size_t)>& counts,
                            double ticks_a_second);

/// Returns the load of the processors of this host that the job may be scheduled on.
std::optional<Load> load_here();

/// The work of others in some time, in processors.
struct Others {
  double busy = 0;        ///< that they kept busy
  double in_the_way = 0;  ///< of these, more than the ranks and their quota leave free

  bool operator==(const Others&) const = default;
};

/// The work of a rank and of its host in the same time, in seconds.
struct Use {
  double elapsed = 0;
  double own = 0;   ///< processor time of this rank
  double busy = 0;  ///< as Load, of its host
  std::uint64_t processors =
      0;  ///< that the job may be scheduled on, of its host; 0 where the system does not say

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& elapsed& own& busy& processors;
  }
};

/// Returns the work of others; `hosts` and `uses` are by rank. None where a host does not say, or where the
/// time was less than a second: systems count in hundredths.
std::optional<Others> others_among(std::span<const Host> hosts, std::span<const Use> uses);

}  // namespace quadrille::system
