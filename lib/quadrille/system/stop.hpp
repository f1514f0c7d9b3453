// Ending early, with the work safe.
#pragma once

#include <optional>
#include <string>

namespace quadrille::system {

/// The reason for which a job is to stop: the number of a signal, or time_is_up; 0 for no reason.
using StopCause = int;
inline constexpr StopCause time_is_up = -1;

/// Lets SIGTERM, SIGINT, SIGUSR1, SIGUSR2 and SIGXCPU ask this process to stop from now on, and its age, in
/// seconds from its start, when it reaches `max_seconds`. A second SIGINT ends it at once.
void heed_stops(const std::optional<double>& max_seconds);

/// Gives signals back the meaning of before heed_stops(): one that has come since may end this process now.
void heed_no_stops();

/// Returns the reason for which this process was asked to stop, 0 if it was not. Cheap.
StopCause asked_to_stop();

/// Returns the name of a reason: "SIGTERM", "--max-time".
std::string name_of(StopCause cause);

/// Thrown on all ranks when a run stopped early and what it did is in the journal: status 75. It is no
/// std::exception, since nothing is wrong. The message is rank 0's to say.
struct Stopped {
  std::string message;
};

/// Returns what to throw: "stopped by SIGTERM, with about 42 % of the work in the journal 'lab.journal'; .."
Stopped stopped(StopCause cause, const std::string& how_far, const std::string& folder);

}  // namespace quadrille::system
