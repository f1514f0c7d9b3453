// Columns of text for people.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace quadrille::report {

/// A table with a header; the first column is aligned to the left if `left`, all others to the right.
class Table {
 public:
  enum class First { left, right };

  Table(First first, std::vector<std::string> header) : first_(first), rows_{std::move(header)} {}

  /// As many cells as the header has.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  /// Lines with two spaces between columns, each ending in a newline.
  std::string text() const;

 private:
  First first_;
  std::vector<std::vector<std::string>> rows_;
};

/// Some digits for people, as %.*g gives them, and all those before the point of numbers below a million; "-"
/// for what does not exist.
std::string digits(const std::optional<double>& x, int significant);

/// The number down to the second digit of its standard error: (10000000.2, 0.0003) is "10000000.20000". At
/// most 17 digits, all of a whole part below 1e15, and an exponent for what is near 0. An error that does not
/// exist, is 0 or no finite number says nothing: then digits(x, otherwise).
std::string digits_by_error(const std::optional<double>& x, const std::optional<double>& error,
                            int otherwise);

/// One CSV line: cells with a comma, a quote or a line's end are quoted (RFC 4180), the newline is "\n".
std::string csv_line(const std::vector<std::string>& cells);

/// The shortest text that reads back; empty for what does not exist.
std::string csv_number(const std::optional<double>& x);

}  // namespace quadrille::report
