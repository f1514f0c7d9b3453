// Columns of text for people.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quadrille::report {

/// A table with a header; the first column is aligned to the left if `left`, all others to the right. A
/// column of numbers that have a decimal point and no exponent is aligned at the point.
class Table {
 public:
  enum class First { left, right };

  Table(First first, std::vector<std::string> header) : first_(first), rows_{std::move(header)} {}

  /// Adds a row. Requires as many cells as the header has.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  /// Returns lines with two spaces between columns, each ending in a newline. Where they are wider than
  /// `width`, the columns are broken into blocks below each other, each with the first column; as many as
  /// fit, at least one.
  std::string text(std::size_t width = unlimited) const;

  static constexpr std::size_t unlimited = ~std::size_t{0};

 private:
  /// Returns the line of a row's first cell and its cells [begin, end).
  std::string line(const std::vector<std::string>& row, const std::vector<std::size_t>& widths,
                   std::size_t begin, std::size_t end) const;

  First first_;
  std::vector<std::vector<std::string>> rows_;
};

/// Returns some digits for people, as %.*g gives them, and all those before the point of numbers below a
/// million; "-" for what does not exist.
std::string digits(const std::optional<double>& x, int significant);

/// Returns the number down to the second digit of its standard error: "10000000.20000" for (10000000.2,
/// 0.0003). At most 17 digits; what the error leaves unknown before the point is 0, (123456.7, 2500) is
/// "123500", or has an exponent from a million on, as have 1e15 and more and what is near 0. An error that
/// does not exist, is 0 or no finite number says nothing: then digits(x, otherwise).
std::string digits_by_error(const std::optional<double>& x, const std::optional<double>& error,
                            int otherwise);

/// Returns how many significant digits x needs so that it is told from the nearest of `neighbours` that is
/// not equal, by two digits of their difference; `least` to 17.
int telling_digits(const std::optional<double>& x, std::span<const std::optional<double>> neighbours,
                   int least);

/// Returns the columns of the terminal that standard output is (COLUMNS, where it is set, says how many);
/// Table::unlimited where it is none.
std::size_t terminal_width();

/// Returns one CSV line: cells with a comma, a quote or a line's end are quoted (RFC 4180); ends in "\n".
std::string csv_line(const std::vector<std::string>& cells);

/// Returns the shortest text that reads back; empty for what does not exist.
std::string csv_number(const std::optional<double>& x);

}  // namespace quadrille::report
