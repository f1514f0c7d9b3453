#include "report/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "text/number.hpp"

namespace quadrille::report {
namespace {

constexpr double hard_to_read = 1e6;  // numbers that are easier to read with an exponent

/// Columns that UTF-8 text takes: its bytes but those that continue a character.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// The power of ten of the first of so many significant digits of a finite number, after rounding.
int exponent_of(double x, int significant) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*e", significant - 1, x);
  return std::atoi(std::string_view(text).substr(std::string_view(text).find('e') + 1).data());
}

}  // namespace

std::string Table::text() const {
  std::vector<std::size_t> width(rows_.front().size());
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], columns(row[i]));
  }
  std::string out;
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(width[i] - columns(row[i]), ' ');
      out += i == 0 ? "" : "  ";
      out += i == 0 && first_ == First::left ? row[i] + padding : padding + row[i];
    }
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  }
  return out;
}

std::string digits(const std::optional<double>& x, int significant) {
  if (!x) return "-";
  if (*x != *x) return "nan";  // printf would show a sign, which says nothing
  char text[64];
  std::snprintf(text, sizeof text, "%.*g", significant, *x);
  const bool is_short = std::abs(*x) >= 1 && std::abs(*x) < hard_to_read;
  if (is_short && std::string_view(text).find('e') != std::string_view::npos)
    std::snprintf(text, sizeof text, "%.0f", *x);
  return text;
}

std::string digits_by_error(const std::optional<double>& x, const std::optional<double>& error,
                            int otherwise) {
  if (!x || !error || !std::isfinite(*x) || !std::isfinite(*error) || *error <= 0)
    return digits(x, otherwise);
  constexpr int most_digits = 17, longest_whole_part = 15, deepest_first = -5;
  const int place = exponent_of(*error, 2) - 1;  // of the last digit
  const int first = *x == 0 ? place : std::max(exponent_of(*x, most_digits), place);
  char text[64];
  if (first >= longest_whole_part || first < deepest_first) {
    std::snprintf(text, sizeof text, "%.*e", std::min(first - place, most_digits - 1), *x == 0 ? 0 : *x);
    return text;
  }
  const int decimals = std::clamp(-place, 0, most_digits - 1 - std::max(first, 0));
  std::snprintf(text, sizeof text, "%.*f", decimals, *x);
  const std::string_view shown = text;
  const bool is_zero = shown.find_first_of("123456789") == std::string_view::npos;
  return std::string(is_zero && shown.starts_with('-') ? shown.substr(1) : shown);
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    if (cell.find_first_of(",\"\n\r") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + '\n';
}

std::string csv_number(const std::optional<double>& x) { return x ? text::shortest(*x) : ""; }

}  // namespace quadrille::report
