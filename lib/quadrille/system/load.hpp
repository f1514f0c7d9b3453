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

/// Seconds of processor time that this process has used so far.
double processor_seconds();

/// What some processors of a host have done so far.
struct Load {
  double busy = 0;  ///< seconds, of all of them, at anybody's work; a hypervisor's other guests count
  std::uint64_t processors = 0;  ///< how many they are

  bool operator==(const Load&) const = default;
};

/// Of the processors that `counts` holds for, by number; `stat` is the text of /proc/stat. None where it says
/// nothing of them.
std::optional<Load> load_in(const std::string& stat, const std::function<bool(std::size_t)>& counts,
                            double ticks_a_second);

/// Of the processors that the job may be scheduled on, of this host.
std::optional<Load> load_here();

/// What others did in some time, in processors.
struct Others {
  double busy = 0;        ///< that they kept busy
  double in_the_way = 0;  ///< of these, more than the ranks and their quota leave free

  bool operator==(const Others&) const = default;
};

/// What a rank and its host did in the same time, in seconds.
struct Use {
  double elapsed = 0;
  double own = 0;   ///< processor time of this rank
  double busy = 0;  ///< as Load, of its host
  std::uint64_t processors =
      0;  ///< that the job may be scheduled on, of its host; 0 where the system does not say
};

/// By rank. None where a host does not say, or where the time was less than a second: systems count in
/// hundredths.
std::optional<Others> others_among(std::span<const Host> hosts, std::span<const Use> uses);

}  // namespace quadrille::system
