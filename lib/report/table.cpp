#include "report/table.hpp"

#include <algorithm>
#include <cstdio>

#include "text/number.hpp"

namespace quadrille::report {
namespace {

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
