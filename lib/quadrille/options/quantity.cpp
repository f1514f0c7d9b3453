#include "quadrille/options/quantity.hpp"

#include <charconv>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::options {
namespace {

struct Unit {
  std::string_view name;
  double value;
  double over = 1;  // so that 5us are 5e-6, to the bit
};

/// A number without a sign, and after it one of the units, with or without a space between.
std::optional<double> quantity(std::string_view text, std::initializer_list<Unit> units) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), number, std::chars_format::general);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  auto unit = text.substr(static_cast<std::size_t>(end - text.begin()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const auto& [name, value, over] : units)
    if (name == unit) return number * value / over;
  return std::nullopt;
}

}  // namespace

double parse_latency(std::string_view text, std::string_view where) {
  if (text == "0") return 0;
  const auto seconds = quantity(text, {{"s", 1}, {"ms", 1, 1e3}, {"us", 1, 1e6}, {"ns", 1, 1e9}});
  if (seconds && std::isfinite(*seconds)) return *seconds;
  throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                         " is no latency; write a time one way such as 2us, 1.5ms or 800ns");
}

double parse_bandwidth(std::string_view text, std::string_view where) {
  const auto bytes = quantity(text, {{"B/s", 1},
                                     {"kB/s", 1e3},
                                     {"MB/s", 1e6},
                                     {"GB/s", 1e9},
                                     {"TB/s", 1e12},
                                     {"bit/s", 1, 8},
                                     {"kbit/s", 1e3, 8},
                                     {"Mbit/s", 1e6, 8},
                                     {"Gbit/s", 1e9, 8},
                                     {"Tbit/s", 1e12, 8}});
  if (bytes && *bytes > 0 && std::isfinite(*bytes)) return *bytes;
  throw text::InputError(std::string(where) + ": " + text::quoted(text) +
                         " is no bandwidth; write one such as 10GB/s, 500MB/s or 100Gbit/s");
}

}  // namespace quadrille::options
