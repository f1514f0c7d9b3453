#include "report/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
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
