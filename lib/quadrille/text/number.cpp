#include "quadrille/text/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "quadrille/text/character.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::text {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view where, std::string_view why) {
  throw InputError(std::string(where) + ": " + quoted(text) + " " + std::string(why) + foreign_hint(text));
}

/// digits * 10^exponent; the digits neither begin nor end with a zero, and are empty for 0.
struct Decimal {
  std::string digits;
  std::int64_t exponent;
};

std::string_view take_digits(std::string_view& text) {
  const auto count = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// The exponent after "e", or none when there is no number; what is out of all proportion is cut to +-10^15.
std::optional<std::int64_t> take_exponent(std::string_view& text) {
  constexpr std::int64_t limit = 1'000'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
  value = error == std::errc{} ? std::min(value, limit) : limit;
  return negative ? -value : value;
}

/// A number without a sign: digits with at most one point, and an exponent.
std::optional<Decimal> parse_decimal(std::string_view text) {
  std::string digits(take_digits(text));
  std::int64_t exponent = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto fraction = take_digits(text);
    digits += fraction;
    exponent -= static_cast<std::int64_t>(fraction.size());
  }
  if (digits.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const auto written = take_exponent(text);
    if (!written) return std::nullopt;
    exponent += *written;
  }
  if (!text.empty()) return std::nullopt;
  const auto zeros = digits.size() - (digits.find_last_not_of('0') + 1);
  digits.resize(digits.size() - zeros);
  digits.erase(0, digits.find_first_not_of('0'));
  return Decimal{digits, exponent + static_cast<std::int64_t>(zeros)};
}

/// 100,000 and 1_000_000 as 100000 and 1000000; empty where groups are not of three digits.
std::string without_separators(std::string_view text) {
  std::string joined(take_digits(text));
  if (joined.empty() || joined.size() > 3 || text.empty()) return "";
  while (!text.empty()) {
    if (std::string_view(",_' ").find(text.front()) == std::string_view::npos) return "";
    text.remove_prefix(1);
    const auto group = take_digits(text);
    if (group.size() != 3) return "";
    joined += group;
  }
  return joined;
}

/// 10k and 2.5M as 10e3 and 2.5e6, 10^6 and 10**6 as 1e6; empty for everything else.
std::string as_power_of_ten(std::string_view text) {
  for (const std::string_view power : {"10^", "10**"})
    if (text.starts_with(power) && !text.substr(power.size()).empty() &&
        text.find_first_not_of("0123456789", power.size()) == std::string_view::npos)
      return "1e" + std::string(text.substr(power.size()));
  for (const auto& [letter, exponent] : {std::pair{'k', "e3"}, {'K', "e3"}, {'M', "e6"}, {'G', "e9"}})
    if (text.ends_with(letter) && text.find_first_not_of("0123456789.") == text.size() - 1 &&
        parse_decimal(text.substr(0, text.size() - 1)))
      return std::string(text.substr(0, text.size() - 1)) + exponent;
  return "";
}

/// A whole number of at most `largest`, which has fewer than 18 digits; `noun` is what it is, `advice` what
/// to write.
std::uint64_t parse_whole(std::string_view text, std::string_view where, std::uint64_t largest,
                          const std::string& noun, const std::string& advice) {
  if (text.starts_with('-') && parse_decimal(text.substr(1))) refuse(text, where, "is negative; " + advice);
  if (text.starts_with('+') && parse_decimal(text.substr(1))) refuse(text, where, "has a sign; " + advice);
  const auto number = parse_decimal(text);
  if (const auto joined = without_separators(text); !number && !joined.empty())
    refuse(text, where, "has separators in it; write " + joined);
  if (!number) {
    const auto power = as_power_of_ten(text);
    refuse(text, where, "is not a " + noun + "; " + (power.empty() ? advice : "write " + power));
  }
  if (number->digits.empty()) return 0;
  if (number->exponent < 0) refuse(text, where, "is not a whole number; " + advice);
  const auto too_large = "is more than " + std::to_string(largest) + ", the largest " + noun + "; " + advice;
  if (static_cast<std::int64_t>(number->digits.size()) + number->exponent > 18)
    refuse(text, where, too_large);
  const auto digits = number->digits + std::string(static_cast<std::size_t>(number->exponent), '0');
  const std::uint64_t value = std::stoull(digits);
  if (value > largest) refuse(text, where, too_large);
  return value;
}

}  // namespace

std::string shortest(double x) {
  if (std::isnan(x)) return "nan";  // to_chars also writes "-nan"
  char buffer[32];
  const bool plain = std::fabs(x) < 1e15 && x == std::floor(x);
  const auto written = plain
                           ? std::to_chars(std::begin(buffer), std::end(buffer), x, std::chars_format::fixed)
                           : std::to_chars(std::begin(buffer), std::end(buffer), x);
  return {std::begin(buffer), written.ptr};
}

std::string percent(double part) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %%", 100 * part);
  return text;
}

double parse_real(std::string_view text, std::string_view where) {
  auto unsigned_plus = text;
  if (text.starts_with('+') && !text.starts_with("+-"))
    unsigned_plus.remove_prefix(1);  // from_chars refuses it
  double value = 0.0;
  const auto [end, error] = std::from_chars(unsigned_plus.begin(), unsigned_plus.end(), value);
  if (end != unsigned_plus.end() || error == std::errc::invalid_argument)
    refuse(text, where, "is not a number; write one such as 0.5, -1 or 1e-3");
  if (error == std::errc::result_out_of_range)
    refuse(text, where, "is beyond the range of a double; write 0 or a number from 1e-307 to 1e308");
  if (!std::isfinite(value)) refuse(text, where, "is not finite; write a number such as 0.5, -1 or 1e-3");
  return value;
}

std::uint64_t parse_count(std::string_view text, std::string_view where) {
  return parse_whole(text, where, largest_count, "count", "write a count such as 10000 or 1e6");
}

std::vector<std::uint64_t> parse_counts(std::string_view text, std::string_view where) {
  std::vector<std::uint64_t> counts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    counts.push_back(parse_count(text.substr(begin, end - begin), where));
    begin = end + 1;
  }
  return counts;
}

std::uint64_t parse_seed(std::string_view text, std::string_view where) {
  return parse_whole(text, where, largest_count - 1, "seed", "write a whole number such as 1 or 20240501");
}

}  // namespace quadrille::text
