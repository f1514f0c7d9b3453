#include "options/duration.hpp"

#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "text/error.hpp"
#include "text/quote.hpp"

namespace quadrille::options {
namespace {

constexpr double wrong = -1;

/// A decimal number without a sign or an exponent.
double plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), value, std::chars_format::fixed);
  const bool digits = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
  return digits && end == text.end() && error == std::errc() ? value : wrong;
}

/// H:M:S or M:S, the latter parts below 60.
double clock_time(std::string_view text) {
  double seconds = 0;
  for (int part = 0; part < 3; ++part) {
    const auto colon = text.find(':');
    const double value = plain_number(text.substr(0, colon));
    if (value < 0 || value != std::floor(value) || (part > 0 && value >= 60)) return wrong;
    seconds = 60 * seconds + value;
    if (colon == std::string_view::npos) return seconds;
    text.remove_prefix(colon + 1);
  }
  return wrong;
}

double seconds_of(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return clock_time(text);
  const double value = plain_number(text.substr(0, text.find_first_of("smhd")));
  const auto unit = text.substr(std::min(text.size(), text.find_first_of("smhd")));
  if (value < 0 || unit.size() > 1) return wrong;
  if (unit == "d") return 86400 * value;
  if (unit == "h") return 3600 * value;
  return unit == "m" ? 60 * value : value;
}

}  // namespace

double parse_duration(std::string_view text, std::string_view where) {
  const double seconds = seconds_of(text);
  if (seconds > 0) return seconds;
  throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                         " is no stretch of time; write one such as 90, 90s, 5m, 2h or 1:30:00");
}

}  // namespace quadrille::options
