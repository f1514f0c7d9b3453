#include "distribute/backoff.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "distribute/pulse.hpp"

namespace quadrille::distribute {
namespace {

constexpr int looks_without_sleep = 100;

}  // namespace

Backoff::Backoff(double longest) : longest_(longest), start_(seconds_now()) {}

double Backoff::waited() const { return seconds_now() - start_; }

void Backoff::pause() {
  if (++looks_ <= looks_without_sleep) return;
  std::this_thread::sleep_for(std::chrono::duration<double>(std::clamp(waited() / 16, 1e-6, longest_)));
}

}  // namespace quadrille::distribute
