#include "quadrille/options/duration.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::options {
namespace {

constexpr double wrong = -1;
constexpr double day = 86400;

/// A decimal number without a sign or an exponent.
double plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), value, std::chars_format::fixed);
  const bool digits = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
  return digits && end == text.end() && error == std::errc() ? value : wrong;
}

/// Whole numbers between colons, as many of them as `units` has at most; each counts so many seconds. All but
/// the first are below their bound of `bounds`.
double parts(std::string_view text, std::span<const double> units, std::span<const double> bounds) {
  double seconds = 0;
  for (std::size_t part = 0; part < units.size(); ++part) {
    const auto colon = text.find(':');
    const double value = plain_number(text.substr(0, colon));
    if (value < 0 || value != std::floor(value) || value >= bounds[part]) return wrong;
    seconds += units[part] * value;
    if (colon == std::string_view::npos) return seconds;
    text.remove_prefix(colon + 1);
  }
  return wrong;
}

/// H:M:S or M:S.
double clock_time(std::string_view text) {
  constexpr std::array<double, 3> units = {3600, 60, 1}, bounds = {HUGE_VAL, 60, 60};
  const std::size_t without_hours = text.find(':') == text.rfind(':') ? 1 : 0;
  std::array<double, 3> of_parts = bounds;
  of_parts[without_hours] = HUGE_VAL;
  return parts(text, std::span(units).subspan(without_hours), std::span(of_parts).subspan(without_hours));
}

/// D-H, D-H:M or D-H:M:S, as Slurm writes it.
double days_and_time(std::string_view text) {
  constexpr std::array<double, 3> units = {3600, 60, 1}, bounds = {24, 60, 60};
  const auto dash = text.find('-');
  const double days = plain_number(text.substr(0, dash)), time = parts(text.substr(dash + 1), units, bounds);
  return days < 0 || days != std::floor(days) || time < 0 ? wrong : day * days + time;
}

double seconds_of(std::string_view text) {
  if (text.find('-') != std::string_view::npos) return days_and_time(text);
  if (text.find(':') != std::string_view::npos) return clock_time(text);
  const double value = plain_number(text.substr(0, text.find_first_of("smhd")));
  const auto unit = text.substr(std::min(text.size(), text.find_first_of("smhd")));
  if (value < 0 || unit.size() > 1) return wrong;
  if (unit == "d") return day * value;
  if (unit == "h") return 3600 * value;
  return unit == "m" ? 60 * value : value;
}

}  // namespace

double parse_duration(std::string_view text, std::string_view where) {
  const double seconds = seconds_of(text);
  if (!(seconds > 0))
    throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                           " is no stretch of time; write one such as 90 (seconds), 90s, 5m, 2h, 1:30:00 or "
                           "1-12:00:00");
  if (seconds > longest_duration)
    throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                           " is longer than ten years; write a time within which a job may end, or leave it "
                           "out");
  return seconds;
}

}  // namespace quadrille::options
