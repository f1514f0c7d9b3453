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

/// "about 42 %, 1.3e+08 points/s, about 0:35 left": of the whole work, of which `before` was done at the
/// start, and `fraction` of the rest in `elapsed` seconds; both in [0, 1].
std::string progress_text(double elapsed, double fraction, const Amount& amount, double before = 0);

/// Knows no clock: seconds since the start of the work are told. Within the first second it says nothing.
class Progress {
 public:
  /// `before` of the whole work, in [0, 1], is done already.
  Progress(std::ostream& out, Look look, Amount amount, double before = 0)
      : out_(out), look_(look), amount_(std::move(amount)), before_(before) {}

  /// Whether update() would write now. Its fraction is of what was not done before.
  bool due(double elapsed) const { return look_ != Look::none && elapsed >= next_; }
  void update(double elapsed, double fraction);
  /// Wipes the bar, so that results begin on a clean line.
  void finish();

 private:
  std::ostream& out_;
  Look look_;
  Amount amount_;
  double before_;
  double next_ = 1;
  bool bar_is_drawn_ = false;
};

/// The look that suits this process's stderr.
Look look_of_stderr();

}  // namespace quadrille::distribute
