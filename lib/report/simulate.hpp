// A simulation as a table, CSV and JSON.
#pragma once

#include <string>

#include "report/json.hpp"
#include "simulate/result.hpp"

namespace quadrille::report {

std::string table(const simulate::Result& result);

/// A row for each variable.
std::string csv(const simulate::Result& result);

/// `version` and `digest` are those of the kernels.
Json to_json(const simulate::Result& result, const std::string& version, const std::string& digest);

}  // namespace quadrille::report
