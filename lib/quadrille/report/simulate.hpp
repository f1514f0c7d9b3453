// A simulation as a table, CSV and JSON.
#pragma once

#include <cstddef>
#include <string>

#include "quadrille/report/json.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/simulate/result.hpp"

namespace quadrille::report {

/// Returns the summary in lines of `width` columns, where that can be.
std::string table(const simulate::Result& result, std::size_t width = Table::unlimited);

/// Returns a row for each variable.
std::string csv(const simulate::Result& result);

/// Returns the `result` of a document. `version` and `digest` are those of the kernels.
Json to_json(const simulate::Result& result, const std::string& version, const std::string& digest);

}  // namespace quadrille::report
