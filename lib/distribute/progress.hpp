// How far the work is, for people, on stderr.
#pragma once

#include <ostream>
#include <string>

namespace quadrille::distribute {

enum class Look {
  none,
  bar,   ///< one line redrawn at most ten times a second: a terminal
  lines  ///< a line every ten seconds: a file or a pipe
};

/// What the work counts. An amount of 0 is unknown: then there is no rate.
struct Amount {
  double total = 0;
  std::string unit = "points";
};

/// "about 42 %, 1.3e+08 points/s, about 0:35 left"; elapsed in seconds, fraction in [0, 1].
std::string progress_text(double elapsed, double fraction, const Amount& amount);

/// Knows no clock: seconds since the start of the work are told. Within the first second it says nothing.
class Progress {
 public:
  Progress(std::ostream& out, Look look, Amount amount)
      : out_(out), look_(look), amount_(std::move(amount)) {}

  /// Whether update() would write now.
  bool due(double elapsed) const { return look_ != Look::none && elapsed >= next_; }
  void update(double elapsed, double fraction);
  /// Wipes the bar, so that results begin on a clean line.
  void finish();

 private:
  std::ostream& out_;
  Look look_;
  Amount amount_;
  double next_ = 1;
  bool bar_is_drawn_ = false;
};

/// The look that suits this process's stderr.
Look look_of_stderr();

}  // namespace quadrille::distribute
