#include "distribute/pulse.hpp"

#include <chrono>

namespace quadrille::distribute {
namespace {

constexpr double seconds_between_polls = 2e-4;

}  // namespace

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Pulse::Pulse(Exchange& exchange, const Remainder& work, Share positions, Progress& progress)
    : exchange_(exchange),
      work_(work),
      progress_(progress),
      start_(seconds_now()),
      last_poll_(start_),
      cost_before_(work.cost_before(positions.begin)),
      cost_(work.cost_before(positions.end) - cost_before_) {}

bool Pulse::beat(std::uint64_t next) {
  const double now = seconds_now();
  if (now - last_poll_ < seconds_between_polls) return false;
  last_poll_ = now;
  exchange_.poll();
  if (progress_.due(now - start_) && cost_ > 0)
    progress_.update(now - start_, (work_.cost_before(next) - cost_before_) / cost_);
  return true;
}

}  // namespace quadrille::distribute
