// What work would take on more processes than there are here, as a table, sentences, CSV and JSON.
#pragma once

#include <string>
#include <vector>

#include "quadrille/report/json.hpp"
#include "quadrille/scaling/prediction.hpp"

namespace quadrille::report {

/// Returns a row for each number of processes, and below them what was measured and what is assumed.
std::string table(const scaling::Forecast& forecast);

/// Returns what was measured, what is assumed, and what costs the largest number of processes most.
std::vector<std::string> sentences(const scaling::Forecast& forecast);

/// Returns a row for each number of processes. The serial one has `serial` for its processes.
std::string csv(const scaling::Forecast& forecast);

/// Returns rows named as those of measurements are, with the parts of the longest chain in `chain`.
Json to_json(const scaling::Forecast& forecast);

}  // namespace quadrille::report
