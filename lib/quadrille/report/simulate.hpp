// A simulation as a table, CSV and JSON.
#pragma once

#include <cstddef>
#include <string>

#include "quadrille/report/json.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/simulate/result.hpp"

namespace quadrille::report {

/// In lines of `width` columns, where that can be.
std::string table(const simulate::Result& result, std::size_t width = Table::unlimited);

/// A row for each variable.
std::string csv(const simulate::Result& result);

/// `version` and `digest` are those of the kernels.
Json to_json(const simulate::Result& result, const std::string& version, const std::string& digest);

}  // namespace quadrille::report
