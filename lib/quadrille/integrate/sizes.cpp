#include "quadrille/integrate/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string>

#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/text/trimmed.hpp"
#include "quadrille/vector/scalar.hpp"

namespace quadrille::integrate {
namespace {

using Sizes = std::vector<std::uint64_t>;

[[noreturn]] void refuse(std::string_view where, const std::string& why) {
  throw text::InputError(std::string(where) + ": " + why);
}

void check_count(std::uint64_t count, std::string_view where) {
  if (count > most_sizes) {
    refuse(where, "more than " + std::to_string(most_sizes) + " sizes; choose fewer, such as 100:1e9:log50");
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

void append_arithmetic(std::uint64_t first, std::uint64_t last, std::uint64_t step, std::string_view where,
                       Sizes& sizes) {
  if (step == 0) refuse(where, "a step of 0 never ends; write a step such as 50 in 0:1000:50");
  check_count((last - first) / step + 1 + sizes.size(), where);
  for (std::uint64_t size = first; size <= last; size += step) sizes.push_back(size);
}

void append_logarithmic(std::uint64_t first, std::uint64_t last, std::uint64_t count, std::string_view where,
                        Sizes& sizes) {
  if (first == 0) refuse(where, "sizes spaced in the logarithm cannot start at 0; start at 1");
  if (count < 2) refuse(where, "sizes spaced in the logarithm are at least two, such as log20");
  check_count(count + sizes.size(), where);
  const double low = vector::log(static_cast<double>(first)), high = vector::log(static_cast<double>(last));
  for (std::uint64_t i = 0; i < count; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(count - 1);
    const double size = std::floor(vector::exp(low + part * (high - low)) + 0.5);
    sizes.push_back(i + 1 == count ? last : std::clamp(static_cast<std::uint64_t>(size), first, last));
  }
}

void append(std::string_view text, std::string_view where, Sizes& sizes) {
  const auto parts = split(text, ':');
  if (parts.size() == 1) {
    sizes.push_back(text::parse_count(parts[0], where));
    return;
  }
  if (parts.size() != 3) {
    refuse(where, text::quoted(text) + " is no range; write FROM:TO:STEP or FROM:TO:logCOUNT");
  }
  const std::uint64_t first = text::parse_count(parts[0], where), last = text::parse_count(parts[1], where);
  if (first > last)
    refuse(where, "the range " + text::quoted(text) + " runs backwards; write " +
                      text::printable(std::string(parts[1]) + ':' + std::string(parts[0]) + ':' +
                                      std::string(parts[2])));
  if (parts[2] == "log") refuse(where, "how many sizes? write log20 for twenty");
  if (parts[2].starts_with("log")) {
    append_logarithmic(first, last, text::parse_count(parts[2].substr(3), where), where, sizes);
  } else {
    append_arithmetic(first, last, text::parse_count(parts[2], where), where, sizes);
  }
}

}  // namespace

Sizes every_size(std::uint64_t count, std::string_view where) {
  if (count > most_sizes) {
    const auto n = static_cast<double>(count);
    char points[32];
    std::snprintf(points, sizeof points, "%.2g", n * (n - 1) / 2);
    refuse(where, "every size below " + std::to_string(count) + " is " + points +
                      " points in all; for one estimate from that many points write " +
                      text::spoken("sizes", std::to_string(count)));
  }
  Sizes sizes(count);
  std::iota(sizes.begin(), sizes.end(), std::uint64_t{0});
  return sizes;
}

Sizes parse_sizes(std::string_view text, std::string_view where) {
  Sizes sizes;
  for (const std::string_view part : split(text, ',')) append(text::trimmed(part, " "), where, sizes);
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  return sizes;
}

}  // namespace quadrille::integrate
