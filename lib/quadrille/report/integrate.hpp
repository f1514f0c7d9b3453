// An integration as a table, CSV and JSON.
#pragma once

#include <cstddef>
#include <string>

#include "quadrille/integrate/result.hpp"
#include "quadrille/report/json.hpp"
#include "quadrille/report/plot.hpp"
#include "quadrille/report/table.hpp"

namespace quadrille::report {

/// Returns some twenty rows, evenly spaced in log n, and what they mean, in lines of `width` columns where
/// that can be.
std::string table(const integrate::Result& result, std::size_t width = Table::unlimited);

/// Returns every row.
std::string csv(const integrate::Result& result);

/// Returns the plot of |error|, or of the rmse over repeats, against the number of points, on logarithmic
/// axes. Throws text::RunError if fewer than two rows of at least two points have one.
Plot convergence(const integrate::Result& result);

/// Returns the `result` of a document. `version` and `digest` are those of the kernels.
Json to_json(const integrate::Result& result, const std::string& version, const std::string& digest);

}  // namespace quadrille::report
