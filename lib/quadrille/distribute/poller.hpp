// What happens between base blocks: messages pass, progress is told.
#pragma once

#include <cstdint>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/pending.hpp"

namespace quadrille::distribute {

class Poller {
 public:
  /// Progress is measured by cost along `positions` of the work.
  Poller(team::Exchange& exchange, const work::Pending& work, work::Share positions, Progress& progress);

  /// After the position before `next` is done. Polls every fifth of a millisecond, less often where polls
  /// take long, and says whether it did: then there is time for other things, too.
  bool beat(std::uint64_t next);

  /// Why the job is to stop; 0: it is not.
  system::StopCause stopping() const { return exchange_.stopping(); }

 private:
  team::Exchange& exchange_;
  const work::Pending& work_;
  Progress& progress_;
  double start_;
  double due_;  // when to poll next
  double cost_before_;
  double cost_;
};

}  // namespace quadrille::distribute
