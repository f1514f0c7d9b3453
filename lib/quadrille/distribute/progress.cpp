#include "quadrille/distribute/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <sstream>

#include <unistd.h>

namespace quadrille::distribute {
namespace {

constexpr double seconds_between_bars = 0.1;
constexpr double seconds_between_lines = 10;
constexpr std::size_t bar_width = 24;

/// "0:35", "2:05:09".
std::string clock_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::min(seconds, 1e15));
  std::ostringstream text;
  text << std::setfill('0');
  if (whole >= 3600) text << whole / 3600 << ':' << std::setw(2);
  text << whole / 60 % 60 << ':' << std::setw(2) << whole % 60;
  return text.str();
}

std::string bar_text(double fraction) {
  const auto done = static_cast<std::size_t>(fraction * static_cast<double>(bar_width));
  return '[' + std::string(done, '=') + std::string(bar_width - done, ' ') + "] ";
}

}  // namespace

std::string progress_text(double elapsed, double fraction, const Amount& amount, double before) {
  std::ostringstream text;
  const double now = (1 - before) * fraction;
  text << "about " << std::floor(100 * (before + now)) << " %";
  if (fraction <= 0) return text.str();
  if (amount.total > 0)
    text << ", " << std::setprecision(2) << amount.total * now / elapsed << ' ' << amount.unit << "/s";
  text << ", about " << clock_text(std::round(elapsed * (1 - fraction) / fraction)) << " left";
  return text.str();
}

void Progress::update(double elapsed, double fraction) {
  if (!due(elapsed)) return;
  fraction = std::clamp(fraction, 0.0, 1.0);
  const std::string text = progress_text(elapsed, fraction, amount_, before_);
  if (look_ == Look::bar) {
    out_ << '\r' << bar_text(before_ + (1 - before_) * fraction) << text << "\x1b[K" << std::flush;
    bar_is_drawn_ = true;
    next_ = elapsed + seconds_between_bars;
  } else {
    out_ << text << std::endl;
    next_ = elapsed + seconds_between_lines;
  }
}

void Progress::finish() {
  if (bar_is_drawn_) out_ << "\r\x1b[K" << std::flush;
  bar_is_drawn_ = false;
}

Look look_of_stderr() { return isatty(STDERR_FILENO) != 0 ? Look::bar : Look::lines; }

}  // namespace quadrille::distribute
