// Timings of a job whose laws are known.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "quadrille/random/stream.hpp"
#include "quadrille/scaling/findings.hpp"

namespace quadrille::scaling {

/// A job on a virtual clock: `serial` seconds that cannot be shared and `shared` seconds that can,
/// `processors` that run them, and a disturbance of up to `noise` of each run's time.
class VirtualJob {
 public:
  double serial = 0.1;
  double shared = 0.9;
  Processors processors = {8, 8, 8};
  double noise = 0.02;
  Work work = Work::same;
  double launch = 0.2;

  Measured measure(const std::vector<int>& teams, std::size_t repeats) {
    Measured measured{
        .work = work, .ways = {{}}, .places = {}, .timings = {}, .processors = processors, .launch = launch};
    for (const int processes : teams) measured.ways.push_back({Path::team, processes});
    for (const Way& way : measured.ways)
      measured.places.push_back({1, way.processes / static_cast<double>(processors.usable)});
    measured.timings =
        time_in_turn(measured.ways.size(), repeats, [&](std::size_t way) { return run(measured.ways[way]); });
    return measured;
  }

 private:
  Timing run(const Way& way) {
    const auto p = static_cast<double>(way.processes);
    const double running = std::min(p, static_cast<double>(processors.usable));
    const double kernels = shared * (work == Work::grows ? p : 1) / running;
    const double disturbed = 1 + noise * stream_.uniform(runs_++);
    return {disturbed * (serial + kernels), disturbed * kernels, disturbed * kernels};
  }

  random::Stream stream_{1, "test of findings"};
  std::uint64_t runs_ = 0;
};

}  // namespace quadrille::scaling
