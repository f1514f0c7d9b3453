#include "vector/accuracy_table.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quadrille::vector {
namespace {

/// The words of a row between its bars, without blanks around them and without backticks.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) {
    const auto first = cell.find_first_not_of(" `");
    const auto last = cell.find_last_not_of(" `");
    result.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return result;
}

std::vector<Interval> intervals(const std::string& arguments) {
  std::vector<Interval> result;
  std::istringstream in(arguments);
  std::string low, dots, high;
  while (in >> low >> dots >> high) {  // a comma may follow `high`
    if (dots != "..") throw std::runtime_error("no range: " + arguments);
    result.push_back({std::strtod(low.c_str(), nullptr), std::strtod(high.c_str(), nullptr)});
  }
  return result;
}

}  // namespace

std::vector<AccuracyRow> read_accuracy_table() {
  std::ifstream in(QUADRILLE_ACCURACY_TABLE);
  std::vector<AccuracyRow> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `")) continue;
    const auto row = cells(line);
    if (row.size() != 6) throw std::runtime_error("not six cells: " + line);
    rows.push_back({row[0], row[1], intervals(row[1]), row[2], row[3], std::stod(row[5])});
    if (rows.back().intervals.empty()) throw std::runtime_error("no arguments: " + line);
  }
  return rows;
}

}  // namespace quadrille::vector
