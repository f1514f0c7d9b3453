// An integration as a table, CSV and JSON.
#pragma once

#include <string>

#include "integrate/result.hpp"
#include "report/json.hpp"

namespace quadrille::report {

/// Some twenty rows, evenly spaced in log n, and what they mean.
std::string table(const integrate::Result& result);

/// Every row.
std::string csv(const integrate::Result& result);

/// `version` and `digest` are those of the kernels.
Json to_json(const integrate::Result& result, const std::string& version, const std::string& digest);

}  // namespace quadrille::report
