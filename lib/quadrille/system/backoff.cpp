#include "quadrille/system/backoff.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "quadrille/system/clock.hpp"

namespace quadrille::system {
namespace {

constexpr int looks_without_sleep = 100;
constexpr double looking = 1e-4;      // seconds that they take, about
constexpr double timer_slack = 5e-5;  // what Linux adds to a sleep

double pause_after(double waited, double longest) { return std::clamp(waited / 16, 1e-6, longest); }

}  // namespace

double expected_lateness(double waited) {
  return waited < looking ? 0 : (pause_after(waited, longest_pause) + timer_slack) / 2;
}

Backoff::Backoff(double longest) : longest_(longest), start_(seconds_now()) {}

double Backoff::waited() const { return seconds_now() - start_; }

void Backoff::pause() {
  if (++looks_ <= looks_without_sleep) return;
  std::this_thread::sleep_for(std::chrono::duration<double>(pause_after(waited(), longest_)));
}

}  // namespace quadrille::system
