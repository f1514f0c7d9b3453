#include "quadrille/report/table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "quadrille/text/number.hpp"

namespace quadrille::report {
namespace {

constexpr double hard_to_read = 1e6;  // numbers that are easier to read with an exponent

/// Columns that UTF-8 text takes: its bytes but those that continue a character.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_number(const std::string& cell) {
  return cell.find_first_not_of("+-.0123456789") == std::string::npos &&
         cell.find_first_of("0123456789") != std::string::npos;
}

/// Cells below the header get blanks behind them, so that their points stand below each other; not where a
/// cell has an exponent, whose digits have other places.
void align_at_point(std::vector<std::vector<std::string>>& rows, std::size_t column) {
  const auto behind = [](const std::string& cell) {
    const auto point = cell.find('.');
    return is_number(cell) && point != std::string::npos ? cell.size() - point : 0;
  };
  std::size_t most = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string& cell = rows[i][column];
    if (!is_number(cell) && cell.find_first_of("0123456789") != std::string::npos) return;
    most = std::max(most, behind(cell));
  }
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (is_number(rows[i][column])) rows[i][column].append(most - behind(rows[i][column]), ' ');
}

/// The power of ten of the first of so many significant digits of a finite number, after rounding.
int exponent_of(double x, int significant) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*e", significant - 1, x);
  return std::atoi(std::string_view(text).substr(std::string_view(text).find('e') + 1).data());
}

}  // namespace

std::string Table::text(std::size_t width) const {
  std::vector<std::vector<std::string>> rows = rows_;
  for (std::size_t i = 1; i < rows.front().size(); ++i) align_at_point(rows, i);
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  }
  std::string out;
  for (std::size_t begin = 1; begin == 1 || begin < widths.size();) {
    std::size_t end = begin, taken = widths.front();
    while (end < widths.size() && (end == begin || taken + 2 + widths[end] <= width))
      taken += 2 + widths[end++];
    if (begin > 1) out += '\n';
    for (const auto& row : rows) out += line(row, widths, begin, end);
    begin = std::max(end, std::size_t{2});
  }
  return out;
}

std::string Table::line(const std::vector<std::string>& row, const std::vector<std::size_t>& widths,
                        std::size_t begin, std::size_t end) const {
  std::string out;
  for (std::size_t i = 0; i < end; i = i == 0 ? begin : i + 1) {
    const std::string padding(widths[i] - columns(row[i]), ' ');
    out += i == 0 ? "" : "  ";
    out += i == 0 && first_ == First::left ? row[i] + padding : padding + row[i];
  }
  while (out.ends_with(' ')) out.pop_back();
  return out + '\n';
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
  constexpr int most_digits = 17, longest_whole_part = 15, longest_rounded_part = 6, deepest_first = -5;
  const int place = exponent_of(*error, 2) - 1;  // of the last digit
  const int first = *x == 0 ? place : std::max(exponent_of(*x, most_digits), place);
  char text[64];
  const int longest = place > 0 ? longest_rounded_part : longest_whole_part;
  if (first >= longest || first < deepest_first) {
    std::snprintf(text, sizeof text, "%.*e", std::min(first - place, most_digits - 1), *x == 0 ? 0 : *x);
    return text;
  }
  double unit = 1;  // of the last digit, where that is before the point
  for (int i = 0; i < place; ++i) unit *= 10;
  const int decimals = std::clamp(-place, 0, most_digits - 1 - std::max(first, 0));
  std::snprintf(text, sizeof text, "%.*f", decimals, place > 0 ? std::nearbyint(*x / unit) * unit : *x);
  const std::string_view shown = text;
  const bool is_zero = shown.find_first_of("123456789") == std::string_view::npos;
  return std::string(is_zero && shown.starts_with('-') ? shown.substr(1) : shown);
}

int telling_digits(const std::optional<double>& x, std::span<const std::optional<double>> neighbours,
                   int least) {
  constexpr int most_digits = 17;
  if (!x || !std::isfinite(*x) || *x == 0) return least;
  int needed = least;
  for (const auto& neighbour : neighbours) {
    if (!neighbour || !std::isfinite(*neighbour) || *neighbour == *x) continue;
    const double difference = std::fabs(*neighbour - *x);
    if (difference == 0 || !std::isfinite(difference)) continue;
    needed = std::max(needed, exponent_of(*x, most_digits) - exponent_of(difference, 2) + 2);
  }
  return std::min(needed, most_digits);
}

std::size_t terminal_width() {
  if (::isatty(STDOUT_FILENO) == 0) return Table::unlimited;
  if (const char* const columns = std::getenv("COLUMNS")) {
    const std::string_view text = columns;
    std::size_t width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    if (error == std::errc() && end == text.data() + text.size() && width > 0) return width;
  }
  struct winsize size {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : Table::unlimited;
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
