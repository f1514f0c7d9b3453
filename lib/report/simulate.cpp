#include "report/simulate.hpp"

#include <vector>

#include "report/table.hpp"
#include "text/number.hpp"

namespace quadrille::report {
namespace {

using simulate::Result;
using simulate::VariableResult;

struct Column {
  const char* name;
  std::optional<double> VariableResult::*value;
};

constexpr Column columns[] = {{"mean", &VariableResult::mean},
                              {"standard_error", &VariableResult::standard_error},
                              {"sd", &VariableResult::sd},
                              {"min", &VariableResult::min},
                              {"max", &VariableResult::max},
                              {"skewness", &VariableResult::skewness},
                              {"kurtosis", &VariableResult::kurtosis},
                              {"expected_mean", &VariableResult::expected_mean},
                              {"expected_sd", &VariableResult::expected_sd}};

}  // namespace

std::string table(const Result& result) {
  std::string text = std::to_string(result.draws) + " draws, seed " + std::to_string(result.seed) + "\n\n";
  Table table(Table::First::left, {"variable", "mean", "standard_error", "sd", "expected_mean", "expected_sd",
                                   "5 %", "median", "95 %"});
  for (const VariableResult& variable : result.variables) {
    table.add({variable.name, digits(variable.mean, 7), digits(variable.standard_error, 3),
               digits(variable.sd, 6), digits(variable.expected_mean, 7), digits(variable.expected_sd, 6),
               digits(variable.quantiles[0], 5), digits(variable.quantiles[2], 5),
               digits(variable.quantiles[4], 5)});
  }
  return text + table.text();
}

std::string csv(const Result& result) {
  std::vector<std::string> header = {"variable"};
  for (const Column& column : columns) header.emplace_back(column.name);
  for (const double level : simulate::quantile_levels) header.push_back("quantile_" + text::shortest(level));
  for (const char* name : {"nan_count", "seed", "notes"}) header.emplace_back(name);
  std::string text = csv_line(header);
  for (const VariableResult& variable : result.variables) {
    std::vector<std::string> cells = {variable.name};
    for (const Column& column : columns) cells.push_back(csv_number(variable.*column.value));
    for (const auto& quantile : variable.quantiles) cells.push_back(csv_number(quantile));
    cells.push_back(std::to_string(variable.nan_count));
    cells.push_back(std::to_string(result.seed));
    std::vector<std::string> of_variable;
    for (const text::Note& note : result.notes)
      if (note.where == variable.name) of_variable.push_back(note.code);
    cells.push_back(codes(result.notes, of_variable));
    text += csv_line(cells);
  }
  return text;
}

Json to_json(const Result& result, const std::string& version, const std::string& digest) {
  Json json = {{"model", result.model},         {"draws", result.draws}, {"seed", result.seed},
               {"generator", result.generator}, {"version", version},    {"digest", digest}};
  Json variables = Json::object();
  for (const VariableResult& variable : result.variables) {
    Json& entry = variables[variable.name];
    for (const Column& column : columns) entry[column.name] = or_null(variable.*column.value);
    Json quantiles = Json::object();
    for (std::size_t i = 0; i < simulate::quantile_levels.size(); ++i) {
      quantiles[text::shortest(simulate::quantile_levels[i])] = or_null(variable.quantiles[i]);
    }
    entry["quantiles"] = std::move(quantiles);
    if (variable.nan_count > 0) {
      entry["nan_count"] = variable.nan_count;
      entry["first_nan"] = or_null(variable.first_nan);
    }
  }
  json["variables"] = std::move(variables);
  json["notes"] = to_json(result.notes);
  json["reports"] = Json::array();
  json["fits"] = Json::array();
  return json;
}

}  // namespace quadrille::report
