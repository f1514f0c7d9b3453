#include "quadrille/system/stop.hpp"

#include <array>
#include <csignal>
#include <cstddef>
#include <limits>

#include "quadrille/system/clock.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::system {
namespace {

constexpr std::array heeded = {SIGTERM, SIGINT, SIGUSR1, SIGUSR2, SIGXCPU};
std::optional<std::array<struct sigaction, heeded.size()>> unheeded;  // what they did before

volatile std::sig_atomic_t signal_caught = 0;
double end_of_time = std::numeric_limits<double>::infinity();  // as seconds_now() counts

void note_signal(int signal) {
  if (signal == SIGINT && signal_caught == SIGINT) {
    std::signal(SIGINT, SIG_DFL);
    std::raise(SIGINT);
  }
  signal_caught = signal;
}

}  // namespace

void heed_stops(const std::optional<double>& max_seconds) {
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  const bool is_first = !unheeded;
  if (is_first) unheeded.emplace();
  for (std::size_t i = 0; i < heeded.size(); ++i)
    sigaction(heeded[i], &action, is_first ? &(*unheeded)[i] : nullptr);
  if (max_seconds) end_of_time = seconds_now() + *max_seconds - seconds_since_process_start();
}

void heed_no_stops() {
  if (!unheeded) return;
  for (std::size_t i = 0; i < heeded.size(); ++i) sigaction(heeded[i], &(*unheeded)[i], nullptr);
  unheeded.reset();
  const int caught = signal_caught;
  signal_caught = 0;
  if (caught != 0) std::raise(caught);
}

StopCause asked_to_stop() {
  if (signal_caught != 0) return signal_caught;
  return seconds_now() >= end_of_time ? time_is_up : 0;
}

std::string name_of(StopCause cause) {
  switch (cause) {
    case SIGTERM:
      return "SIGTERM";
    case SIGINT:
      return "SIGINT";
    case SIGUSR1:
      return "SIGUSR1";
    case SIGUSR2:
      return "SIGUSR2";
    case SIGXCPU:
      return "SIGXCPU";
    default:
      return text::spoken("max-time");
  }
}

Stopped stopped(StopCause cause, const std::string& how_far, const std::string& folder) {
  return {"stopped by " + name_of(cause) + ", with " + how_far + " in the journal " + text::quoted(folder) +
          "; run the same command again to go on"};
}

}  // namespace quadrille::system
