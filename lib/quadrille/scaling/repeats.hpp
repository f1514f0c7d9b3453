// Timing the same work in several ways, in turn.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace quadrille::scaling {

enum class Path {
  serial,  ///< one process, no MPI
  team     ///< ranks with plan, scatter and gather
};

/// One way to do the work.
struct Way {
  Path path = Path::serial;
  int processes = 1;
};

/// Seconds of one run, on any clock.
struct Timing {
  double total = 0;    ///< from plan to folded result, at rank 0
  double slowest = 0;  ///< in kernels, on the slowest rank; at most `total`
  double mean = 0;     ///< in kernels, over ranks; at most `slowest`

  double communication() const { return total - slowest; }
  double waiting() const { return slowest - mean; }
};

/// Returns the order in which a repeat visits `ways` ways: each repeat begins one further than the one
/// before, and after a full turn the next turn goes backwards. So drift of the machine favours none, and none
/// follows the same one always.
std::vector<std::size_t> order_of(std::size_t repeat, std::size_t ways);

/// Returns timings by way and repeat. `time` runs the work in one way; on a team all ranks call this alike.
std::vector<std::vector<Timing>> time_in_turn(std::size_t ways, std::size_t repeats,
                                              const std::function<Timing(std::size_t way)>& time);

}  // namespace quadrille::scaling
