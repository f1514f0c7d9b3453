// Plan, scatter, work, gather: a problem run by a team.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

#include "distribute/gather.hpp"
#include "distribute/kernel.hpp"
#include "distribute/plan.hpp"
#include "distribute/progress.hpp"
#include "distribute/team.hpp"
#include "distribute/worker.hpp"

namespace quadrille::distribute {

enum class Schedule { static_shares, dynamic_tickets };

struct RunOptions {
  Schedule schedule = Schedule::static_shares;
  Look progress = Look::none;       ///< of rank 0, on stderr; others are silent
  Amount amount = {};               ///< of the whole job, for the rate
  double smallest_ticket = 1e6;     ///< cost below which no dynamic ticket is cut: 1 ms, if costs are in ns
  std::uint64_t piece = 1U << 26U;  ///< bytes of one message at most; the same on all ranks
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

/// This rank's part of the work, by either schedule. Collective.
template <Kernel K>
Harvest<K> work(Exchange& team, const Layout& layout, K& kernel, const RunOptions& options) {
  Progress progress(std::cerr, team.rank() == 0 ? options.progress : Look::none, options.amount);
  const auto worker_on = [&](Share range, const auto& body) {
    Pulse pulse(team, layout, range, progress);
    Worker<K> worker(layout, kernel, pulse);
    body(worker);
    progress.finish();
    return std::move(worker).harvest();
  };
  if (options.schedule == Schedule::static_shares) {
    const Share share = team.scatter(team.rank() == 0 ? cut(layout, team.size()) : std::vector<Share>{});
    return worker_on(share, [&](Worker<K>& worker) { worker.work(share); });
  }
  const Tickets tickets(layout, team.size(), options.smallest_ticket);
  team.open_tickets();
  return worker_on({0, layout.slots()}, [&](Worker<K>& worker) {
    for (auto ticket = team.ticket(); ticket < tickets.count(); ticket = team.ticket())
      worker.work(tickets[ticket]);
  });
}

/// Collective. The outcome is at rank 0, and is the same to the bit for any team and schedule. An exception
/// on any rank ends the job with its message and the line that replays the block: see Exchange::fail.
template <Kernel K>
Run<K> run(Exchange& team, const Layout& layout, K& kernel, const RunOptions& options = {}) {
  try {
    const double start = seconds_now();
    Harvest<K> harvest = work(team, layout, kernel, options);
    gather(team, harvest, options.piece, [&](Harvest<K>& own, Harvest<K>&& theirs) {
      own.partial.merge(layout, kernel, std::move(theirs.partial));
      own.compute.merge(theirs.compute);
    });
    if (team.rank() != 0) return {};
    Run<K> done{std::move(harvest.partial).finish(layout), {}};
    const Compute& compute = harvest.compute;
    done.seconds = {compute.slowest, compute.fastest, compute.sum / team.size(),
                    std::max(0.0, seconds_now() - start - compute.slowest)};
    return done;
  } catch (const std::exception& error) {
    team.fail(error.what());
    throw;  // never reached: GCC 12 forgets that a virtual function is [[noreturn]]
  }
}

}  // namespace quadrille::distribute
