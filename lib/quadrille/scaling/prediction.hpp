// How long work would take on more processes than there are here: the real plan on a virtual clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/work/layout.hpp"
#include "quadrille/work/packed_sizes.hpp"

namespace quadrille::scaling {

/// The network between the processes of a machine that is not here.
struct Network {
  double latency = 2e-6;    ///< seconds one way
  double bandwidth = 10e9;  ///< bytes a second
};

/// The costs of work to a process, as measured here. Times are in seconds.
struct Costs {
  double alone = 1e-9;    ///< for each unit of a layout's cost, with one process at work
  double busy = 1e-9;     ///< the same with all processors of the measurement at work
  double plan = 0;        ///< to plan a rank's share
  double deal = 0;        ///< to pack or to unpack a rank's share
  double finish = 0;      ///< at the end, for each byte of the whole result
  double take_over = 0;   ///< to pack, unpack and merge a byte of another's result
  double message = 1e-6;  ///< to send or receive a message, whatever its size
  work::PackedSizes weight = {};
};

/// The time from the plan to the folded result, in seconds, by its parts along the longest chain of what
/// waits for what.
struct Chain {
  double plan = 0;
  double scatter = 0;
  double kernels = 0;
  double gather = 0;
  double finish = 0;

  double total() const { return plan + scatter + kernels + gather + finish; }
};

struct Prediction {
  std::uint64_t processes = 1;
  Chain chain;
  double slowest = 0;  ///< in kernels, on the slowest rank
  double mean = 0;     ///< over ranks
  double speedup = 1;

  double efficiency() const { return speedup / static_cast<double>(processes); }
  double imbalance() const { return mean > 0 ? slowest / mean : 1; }
  double communication() const { return chain.total() - slowest; }
  double waiting() const { return slowest - mean; }
};

/// Predictions, and what they follow from.
struct Forecast {
  std::string work;        ///< what was timed, in the words of a command line
  std::uint64_t busy = 1;  ///< processes at work when `costs.busy` was measured
  Costs costs;
  std::optional<double> spread = {};  ///< of `costs.busy`, a part of it: how far a 95 % interval reaches
  double launch = 0;                  ///< seconds of start-up here, which are in no row
  Network network;
  std::vector<Prediction> rows;  ///< the serial run first
};

inline constexpr std::uint64_t most_ranks = 10'000'000;

/// Messages of more bytes ask their receiver first, so they take three latencies instead of one (Open MPI's
/// limit over TCP).
inline constexpr std::uint64_t eager_limit = 65536;

/// The work of a layout in static shares: planned by even_shares(); scattered and gathered along the tree of
/// ranks (work::descend, work::climb), with the waiting ranks' sleeps. `processes` is from 1 to
/// most_ranks; 1 is the serial run.
///
/// Assumed: each rank has a processor as fast as here, all ranks begin together, no two messages share a
/// link, and a rank handles one after the other.
Prediction predict(const work::Layout& layout, std::uint64_t processes, const Costs& costs,
                   const Network& network);

}  // namespace quadrille::scaling
