// Plan, scatter, work, gather: a problem run by a team.
#pragma once

#include <cstdint>
#include <string>

#include "distribute/kernel.hpp"
#include "distribute/team.hpp"

namespace quadrille::distribute {

enum class Schedule { static_shares, dynamic_tickets };

/// What the progress line on stderr says; rank 0 alone speaks.
enum class Speech { quiet, normal };

struct RunOptions {
  Schedule schedule = Schedule::static_shares;
  Speech speech = Speech::quiet;
  std::string unit = "points";      ///< what `amount` counts
  double amount = 0;                ///< in the whole job; 0: no rate is shown
  double smallest_ticket = 1e6;     ///< cost below which a dynamic ticket is not cut further: 1 ms
  std::uint64_t piece = 1U << 26U;  ///< bytes of one message at most
};

/// Seconds; at rank 0 alone.
struct Seconds {
  double compute = 0;       ///< in kernels, on the slowest rank
  double compute_min = 0;   ///< on the fastest
  double compute_mean = 0;  ///< over ranks
  double gather = 0;        ///< what the run took at rank 0 beyond `compute`
};

template <Kernel K>
struct Run {
  Outcome<K> outcome;
  Seconds seconds;
};

/// Collective. The outcome is at rank 0, and is the same to the bit for any team and schedule. An exception
/// in the kernel ends the job: see Exchange::fail.
template <Kernel K>
Run<K> run(Exchange& team, const Layout& layout, K& kernel, const RunOptions& options = {});

}  // namespace quadrille::distribute
