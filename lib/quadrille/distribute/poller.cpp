#include "quadrille/distribute/poller.hpp"

#include <algorithm>

#include "quadrille/system/clock.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::distribute {
namespace {

constexpr double shortest_between_polls = 2e-4;  // seconds
constexpr double longest_between_polls = 2e-2;

/// MPI yields the processor in a poll where ranks share it, and has it back when others have had their turn.
/// So a poll may take milliseconds; then the work between two of them takes some times as long.
constexpr double work_over_poll = 4;

}  // namespace

Poller::Poller(team::Exchange& exchange, const work::Pending& work, work::Share positions, Progress& progress)
    : exchange_(exchange),
      work_(work),
      progress_(progress),
      start_(system::seconds_now()),
      due_(start_ + shortest_between_polls),
      cost_before_(work.cost_before(positions.begin)),
      cost_(work.cost_before(positions.end) - cost_before_) {}

bool Poller::beat(std::uint64_t next) {
  const double now = system::seconds_now();
  if (now < due_) return false;
  exchange_.poll();
  const double after = system::seconds_now();
  due_ = after + std::clamp(work_over_poll * (after - now), shortest_between_polls, longest_between_polls);
  if (progress_.due(now - start_) && cost_ > 0)
    progress_.update(now - start_, (work_.cost_before(next) - cost_before_) / cost_);
  return true;
}

}  // namespace quadrille::distribute
