// The table of docs/accuracy.md: what is measured, over which points, and what is promised.
#pragma once

#include <string>
#include <vector>

namespace quadrille::vector {

struct Interval {
  double low, high;
};

/// | function | arguments | points | unit | measured | bound |
struct AccuracyRow {
  std::string function;
  std::string arguments;            ///< as written: `low .. high`, two of them with a comma between
  std::vector<Interval> intervals;  ///< of each argument
  std::string points;
  std::string unit;
  double bound;  ///< in ULP
};

/// All rows. Throws std::runtime_error for one that cannot be read.
std::vector<AccuracyRow> read_accuracy_table();

}  // namespace quadrille::vector
