#include "quadrille/report/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"

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

/// Of the sd: sd sqrt((kurtosis - 1) / (4 n)), for many draws.
std::optional<double> error_of_sd(const VariableResult& variable, std::uint64_t draws) {
  if (!variable.sd || !variable.kurtosis || draws < 2) return std::nullopt;
  return *variable.sd * std::sqrt(std::max(*variable.kurtosis - 1, 0.0) / (4 * static_cast<double>(draws)));
}

/// An expected value to as many digits as tell it from what was found, without zeros at its end.
std::string expected(const std::optional<double>& value, const std::optional<double>& found,
                     const std::optional<double>& error, int least) {
  std::optional<double> beside;
  if (found && error) beside = *found + *error;
  return digits(value, telling_digits(found, {&beside, 1}, least));
}

}  // namespace

std::string table(const Result& result, std::size_t width) {
  std::string text = std::to_string(result.draws) + " draws, seed " + std::to_string(result.seed) + "\n\n";
  Table table(Table::First::left, {"variable", "mean", "standard_error", "sd", "expected_mean", "expected_sd",
                                   "5 %", "median", "95 %"});
  for (const VariableResult& variable : result.variables) {
    const auto& error = variable.standard_error;
    const auto sd_error = error_of_sd(variable, result.draws);
    std::vector<std::string> cells = {variable.name,
                                      digits_by_error(variable.mean, error, 7),
                                      digits(error, 3),
                                      digits_by_error(variable.sd, sd_error, 6),
                                      expected(variable.expected_mean, variable.mean, error, 7),
                                      expected(variable.expected_sd, variable.sd, sd_error, 6)};
    for (const std::size_t i : {0, 2, 4})
      cells.push_back(digits_by_error(variable.quantiles[i], variable.quantile_standard_errors[i], 5));
    table.add(std::move(cells));
  }
  return text + table.text(width);
}

std::string csv(const Result& result) {
  std::vector<std::string> header = {"variable"};
  for (const Column& column : columns) header.emplace_back(column.name);
  for (const char* what : {"", "_standard_error", "_rank_error"})
    for (const double level : simulate::quantile_levels)
      header.push_back("quantile_" + text::shortest(level) + what);
  for (const char* name : {"nan_count", "seed", "notes"}) header.emplace_back(name);
  std::string text = csv_line(header);
  for (const VariableResult& variable : result.variables) {
    std::vector<std::string> cells = {variable.name};
    for (const Column& column : columns) cells.push_back(csv_number(variable.*column.value));
    for (const auto& values :
         {variable.quantiles, variable.quantile_standard_errors, variable.quantile_rank_errors})
      for (const auto& value : values) cells.push_back(csv_number(value));
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
    Json quantiles = Json::object(), errors = Json::object();
    for (std::size_t i = 0; i < simulate::quantile_levels.size(); ++i) {
      const std::string level = text::shortest(simulate::quantile_levels[i]);
      quantiles[level] = or_null(variable.quantiles[i]);
      errors[level] = {{"standard_error", or_null(variable.quantile_standard_errors[i])},
                       {"rank_error", or_null(variable.quantile_rank_errors[i])}};
    }
    entry["quantiles"] = std::move(quantiles);
    entry["quantile_errors"] = std::move(errors);
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
