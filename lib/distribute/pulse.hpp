// What happens between base blocks: messages pass, progress is told.
#pragma once

#include <cstdint>

#include "distribute/layout.hpp"
#include "distribute/progress.hpp"
#include "distribute/team.hpp"

namespace quadrille::distribute {

/// Seconds on a clock that never goes back.
double seconds_now();

class Pulse {
 public:
  /// Progress is measured by cost along the slots of `range`.
  Pulse(Exchange& exchange, const Layout& layout, Share range, Progress& progress);

  /// After the slot before `next` is done. Polls if the last poll is a fifth of a millisecond ago.
  void beat(std::uint64_t next);

 private:
  Exchange& exchange_;
  const Layout& layout_;
  Progress& progress_;
  double start_;
  double last_poll_;
  double cost_before_;
  double cost_;
};

}  // namespace quadrille::distribute
