#include "distribute/stop.hpp"

#include <csignal>
#include <limits>

#include "distribute/launch.hpp"
#include "distribute/pulse.hpp"
#include "text/quote.hpp"

namespace quadrille::distribute {
namespace {

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
  for (const int signal : {SIGTERM, SIGINT, SIGUSR1, SIGUSR2}) sigaction(signal, &action, nullptr);
  if (max_seconds) end_of_time = seconds_now() + *max_seconds - seconds_since_process_start();
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
    default:
      return "--max-time";
  }
}

Stopped stopped(StopCause cause, const std::string& how_far, const std::string& folder) {
  return {"stopped by " + name_of(cause) + ", with " + how_far + " in the journal " + text::quoted(folder) +
          "; run the same command again to go on"};
}

}  // namespace quadrille::distribute
