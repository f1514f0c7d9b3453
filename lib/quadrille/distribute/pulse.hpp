// What happens between base blocks: messages pass, progress is told.
#pragma once

#include <cstdint>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/remainder.hpp"
#include "quadrille/distribute/team.hpp"

namespace quadrille::distribute {

/// Seconds on a clock that never goes back.
double seconds_now();

class Pulse {
 public:
  /// Progress is measured by cost along `positions` of the work.
  Pulse(Exchange& exchange, const Remainder& work, Share positions, Progress& progress);

  /// After the position before `next` is done. Polls every fifth of a millisecond, less often where polls
  /// take long, and says whether it did: then there is time for other things, too.
  bool beat(std::uint64_t next);

  /// Why the job is to stop; 0: it is not.
  StopCause stopping() const { return exchange_.stopping(); }

 private:
  Exchange& exchange_;
  const Remainder& work_;
  Progress& progress_;
  double start_;
  double due_;  // when to poll next
  double cost_before_;
  double cost_;
};

}  // namespace quadrille::distribute
