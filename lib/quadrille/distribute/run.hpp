// Plan, scatter, work, gather: a problem run by a team.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/resume.hpp"
#include "quadrille/distribute/worker.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/pending.hpp"
#include "quadrille/work/plan.hpp"

namespace quadrille::distribute {

enum class Schedule { static_shares, dynamic_tickets };

struct RunOptions {
  Schedule schedule = Schedule::static_shares;
  Look progress = Look::none;    ///< of rank 0, on stderr; others are silent
  Amount amount = {};            ///< of the whole job, for the rate
  double smallest_ticket = 1e6;  ///< cost below which no dynamic ticket is cut: 1 ms, if costs are in ns
  std::uint64_t piece = team::longest_message;  ///< bytes of one message at most; the same on all ranks
};

/// Seconds; at rank 0 alone.
struct Seconds {
  double compute = 0;       ///< in kernels, on the slowest rank
  double compute_min = 0;   ///< on the fastest
  double compute_mean = 0;  ///< over ranks
  double gather = 0;        ///< what the run took at rank 0 beyond `compute`

  /// From plan to outcome.
  double total() const { return compute + gather; }
};

template <work::Kernel K>
struct Run {
  work::Outcome<K> outcome;
  Seconds seconds;
};

/// What one rank's work came to.
template <work::Kernel K>
struct Labour {
  Harvest<K> harvest;
  bool is_finished = true;  ///< if not, the job is to stop
};

/// What this rank is to do: its share, or with tickets any of it. Collective.
inline work::Share deal(team::Exchange& team, const work::Pending& to_do, const RunOptions& options) {
  if (options.schedule == Schedule::static_shares)
    return team.scatter(team.rank() == 0 ? work::even_shares(to_do, team.size())
                                         : std::vector<work::Share>{});
  team.open_tickets();
  return {0, to_do.slots()};
}

/// This rank's part of what is to do, as it was dealt, of which `before` of the whole was done already.
template <work::Kernel K>
Labour<K> work(team::Exchange& team, const work::Layout& layout, const work::Pending& to_do,
               work::Share dealt, K& kernel, const RunOptions& options, Recorder<K>* recorder = nullptr,
               double before = 0) {
  Progress progress(std::cerr, team.rank() == 0 ? options.progress : Look::none, options.amount, before);
  Poller poller(team, to_do, dealt, progress);
  Worker<K> worker(layout, kernel, poller, recorder);
  const auto work_on_tickets = [&] {
    const work::Tickets tickets(to_do, team.size(), options.smallest_ticket);
    for (auto ticket = team.ticket(); ticket < tickets.count(); ticket = team.ticket())
      if (!worker.work(to_do, tickets[ticket])) return false;
    return true;
  };
  const bool is_finished =
      options.schedule == Schedule::static_shares ? worker.work(to_do, dealt) : work_on_tickets();
  worker.record();
  progress.finish();
  const Compute compute = worker.compute();
  return {{std::move(worker).take(), compute}, is_finished};
}

/// Rank 0 gets what all ranks have, and makes the outcome of it. Collective.
template <work::Kernel K>
Run<K> conclude(team::Exchange& team, const work::Layout& layout, K& kernel, const RunOptions& options,
                Harvest<K>&& harvest, double start) {
  const auto absorb = [&](Harvest<K>& own, Harvest<K>&& theirs) {
    own.partial.merge(layout, kernel, std::move(theirs.partial));
    own.compute.merge(theirs.compute);
  };
  team.gather(harvest, absorb, options.piece);
  if (team.rank() != 0) return {};
  Run<K> done{std::move(harvest.partial).finish(layout, kernel), {}};
  const Compute& compute = harvest.compute;
  done.seconds = {compute.slowest, compute.fastest, compute.sum / team.size(),
                  std::max(0.0, system::seconds_now() - start - compute.slowest)};
  return done;
}

/// What `body` gives; an exception of it ends the job with its message: see Exchange::fail.
template <class Body>
auto or_fail(team::Exchange& team, const Body& body) {
  try {
    return body();
  } catch (const std::exception& error) {
    team.fail(error.what());
    throw;  // never reached: GCC 12 forgets that a virtual function is [[noreturn]]
  }
}

/// The second part of run(): what was dealt is done, and gathered. Collective, but messages go from higher
/// ranks to lower ones only; `start` is when the run began.
template <work::Kernel K>
Run<K> run_dealt(team::Exchange& team, const work::Layout& layout, work::Share dealt, K& kernel,
                 const RunOptions& options = {}, double start = system::seconds_now()) {
  return or_fail(team, [&] {
    Labour<K> labour = work(team, layout, work::Pending(layout), dealt, kernel, options);
    return conclude(team, layout, kernel, options, std::move(labour.harvest), start);
  });
}

/// Collective. The outcome is at rank 0, and is the same to the bit for any team and schedule. An exception
/// on any rank ends the job with its message and the line that replays the block.
template <work::Kernel K>
Run<K> run(team::Exchange& team, const work::Layout& layout, K& kernel, const RunOptions& options = {}) {
  const double start = system::seconds_now();
  const work::Share dealt = or_fail(team, [&] { return deal(team, work::Pending(layout), options); });
  return run_dealt(team, layout, dealt, kernel, options, start);
}

/// The same with a journal: does only what it does not hold, and keeps what is done there. Throws Stopped on
/// all ranks when the job is to stop, with everything that was done on the disk.
template <work::Kernel K>
Run<K> run(team::Team& team, const Journal& journal, const work::Layout& layout, K& kernel,
           const RunOptions& options = {}) {
  return or_fail(team, [&] {
    const double start = system::seconds_now();
    Recorder<K> recorder(layout, kernel, journal.nodes_file(team));
    const Catalogue catalogue = resume(team, journal, layout, recorder);
    const work::Pending to_do(layout, catalogue.missing);
    const double before = layout.cost() > 0 ? 1 - to_do.cost() / layout.cost() : 0;
    if (team.rank() == 0 && options.progress != Look::none) tell_of(std::cerr, journal, catalogue, before);
    const work::Share dealt = deal(team, to_do, options);
    Labour<K> labour = work(team, layout, to_do, dealt, kernel, options, &recorder, before);
    recorder.sync();
    require_finished(team, journal, labour.is_finished,
                     layout.cost() > 0 ? recorder.cost() / layout.cost() : 0);
    labour.harvest.partial = std::move(recorder).take();
    return conclude(team, layout, kernel, options, std::move(labour.harvest), start);
  });
}

}  // namespace quadrille::distribute
