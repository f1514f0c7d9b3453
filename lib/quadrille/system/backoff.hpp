// Waiting without a busy processor.
#pragma once

namespace quadrille::system {

inline constexpr double longest_pause = 1e-3;  // seconds, unless something else is asked for

/// Returns how late, in seconds and on the average, an event after such a wait is noticed: half a pause.
double expected_lateness(double waited);

/// A pause between two looks at what is waited for: none at first, then sleeps of a sixteenth of the time
/// waited so far, at most `longest` seconds.
class Backoff {
 public:
  explicit Backoff(double longest = longest_pause);

  void pause();
  /// Returns seconds since the first pause could have been.
  double waited() const;

 private:
  double longest_;
  double start_;
  int looks_ = 0;
};

}  // namespace quadrille::system
