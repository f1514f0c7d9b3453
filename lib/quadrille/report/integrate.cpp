#include "quadrille/report/integrate.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "quadrille/integrate/integrand.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::report {
namespace {

using integrate::Result;
using integrate::Row;

constexpr std::size_t rows_for_people = 20;

struct Column {
  const char* name;
  std::optional<double> Row::*value;
  int digits;
};

/// The columns after `samples` and `estimate`; with several repeats also bias and rmse.
std::vector<Column> columns(const Result& result) {
  std::vector<Column> columns = {{"standard_error", &Row::standard_error, 3},
                                 {"degrees_of_freedom", &Row::freedom, 4},
                                 {"low", &Row::low, 10},
                                 {"high", &Row::high, 10},
                                 {"error", &Row::error, 3}};
  if (result.problem.repeats > 1) {
    columns.push_back({"bias", &Row::bias, 3});
    columns.push_back({"rmse", &Row::rmse, 3});
  }
  return columns;
}

/// Those that some row has: people need not see empty columns, nor degrees of freedom.
std::vector<Column> columns_with_values(const Result& result) {
  std::vector<Column> kept;
  for (const Column& column : columns(result)) {
    for (const Row& row : result.rows) {
      if (!(row.*column.value) || column.value == &Row::freedom) continue;
      kept.push_back(column);
      break;
    }
  }
  return kept;
}

/// The ratio^(rows_for_people - 1) that equals `range`, by bisection.
double ratio_of(double range) {
  double low = 1, high = range;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    double power = 1;
    for (std::size_t i = 1; i < rows_for_people; ++i) power *= middle;
    (power < range ? low : high) = middle;
  }
  return high;
}

/// Rows evenly spaced in log n: the first that reaches each of rows_for_people marks, and the last.
std::vector<std::size_t> shown_rows(const std::vector<Row>& rows) {
  std::vector<std::size_t> shown;
  const bool all = rows.size() <= rows_for_people;
  const auto size = [&](std::size_t i) { return static_cast<double>(rows[i].samples) + 1; };
  const double ratio = all ? 1 : ratio_of(size(rows.size() - 1) / size(0));
  double mark = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!all && size(i) < mark && i + 1 < rows.size()) continue;
    shown.push_back(i);
    mark = size(i) * ratio;
  }
  return shown;
}

}  // namespace

std::string table(const Result& result, std::size_t width) {
  const auto& problem = result.problem;
  const std::string variable = integrate::variable_of(problem.formula);
  std::string text = "integral of " + problem.formula + (variable.empty() ? "" : " over " + variable) +
                     " from " + text::shortest(problem.from) + " to " + text::shortest(problem.to) +
                     "; estimator " + std::string(integrate::name(problem.estimator)) + ", seed " +
                     std::to_string(problem.seed);
  if (problem.repeats > 1) text += ", " + std::to_string(problem.repeats) + " repeats";
  if (problem.first_replicate > 0) text += ", repeat " + std::to_string(problem.first_replicate) + " alone";
  text += "\n\n";

  std::vector<std::string> header = {"samples", "estimate"};
  const auto kept = columns_with_values(result);
  for (const Column& column : kept) header.emplace_back(column.name);
  Table table(Table::First::right, header);
  const auto shown = shown_rows(result.rows);
  for (const std::size_t i : shown) {
    const Row& row = result.rows[i];
    std::vector<std::string> cells = {std::to_string(row.samples),
                                      digits_by_error(row.estimate, row.standard_error, 10)};
    for (const Column& column : kept) {
      const bool is_end = column.value == &Row::low || column.value == &Row::high;
      cells.push_back(is_end ? digits_by_error(row.*column.value, row.standard_error, column.digits)
                             : digits(row.*column.value, column.digits));
    }
    table.add(cells);
  }
  text += table.text(width) + '\n';
  if (shown.size() < result.rows.size()) {
    text += std::to_string(shown.size()) + " of " + std::to_string(result.rows.size()) +
            " sizes, evenly spaced in log n; " + text::spoken("format", "csv") + " has all\n";
  }
  if (result.reference) {
    text += "reference " + text::shortest(result.reference->value) + " (" + result.reference->how + ")\n";
  }
  if (result.order)
    text += "error falls as n^" + digits(result.order, 3) +
            " (95 % interval: " + digits(result.order_low, 3) + " to " + digits(result.order_high, 3) + ")\n";
  return text;
}

std::string csv(const Result& result) {
  std::vector<std::string> header = {"samples", "estimate"};
  const auto kept = columns(result);
  for (const Column& column : kept) header.emplace_back(column.name);
  for (const char* name : {"nan_count", "seed", "notes"}) header.emplace_back(name);
  std::string text = csv_line(header);
  for (const Row& row : result.rows) {
    std::vector<std::string> cells = {std::to_string(row.samples), csv_number(row.estimate)};
    for (const Column& column : kept) cells.push_back(csv_number(row.*column.value));
    cells.push_back(std::to_string(row.nan.count));
    cells.push_back(std::to_string(result.problem.seed));
    cells.push_back(codes(result.notes, row.notes));
    text += csv_line(cells);
  }
  return text;
}

Plot convergence(const Result& result) {
  const bool repeated = result.problem.repeats > 1;
  Curve errors{repeated ? "rmse" : "|error|", Mark::points, {}};
  for (const Row& row : result.rows) {
    const auto& error = repeated ? row.rmse : row.error;
    if (row.samples >= 2 && error && *error != 0)
      errors.points.emplace_back(static_cast<double>(row.samples), std::fabs(*error));
  }
  if (errors.points.size() < 2)
    throw text::RunError(text::spoken("plot") +
                         ": fewer than two sizes have an error to draw; give several " +
                         text::spoken("sizes") + ", and " + text::spoken("exact", "VALUE") +
                         " where the integral was not found");
  Plot plot{
      "integral of " + result.problem.formula + ", " + std::string(integrate::name(result.problem.estimator)),
      "points n",
      errors.title,
      Axes::logarithmic,
      {errors}};
  if (result.order)
    plot.curves.push_back(
        {"falls as n^" + digits(result.order, 3), Mark::power_law, std::move(errors.points)});
  return plot;
}

Json to_json(const Result& result, const std::string& version, const std::string& digest) {
  const auto& problem = result.problem;
  Json json = {{"formula", problem.formula},
               {"from", problem.from},
               {"to", problem.to},
               {"estimator", integrate::name(problem.estimator)},
               {"seed", problem.seed},
               {"repeats", problem.repeats},
               {"first_repeat", problem.first_replicate}};
  json["reference"] = result.reference ? Json(result.reference->value) : Json(nullptr);
  json["reference_from"] = result.reference ? Json(result.reference->how) : Json(nullptr);
  json["order"] = or_null(result.order);
  json["order_low"] = or_null(result.order_low);
  json["order_high"] = or_null(result.order_high);
  json["notes"] = to_json(result.notes);
  json["generator"] = "ARS-7 (Random123)";
  json["version"] = version;
  json["digest"] = digest;
  const auto kept = columns(result);
  Json rows = Json::array();
  for (const Row& row : result.rows) {
    Json cells = {{"samples", row.samples}, {"estimate", or_null(row.estimate)}};
    for (const Column& column : kept) cells[column.name] = or_null(row.*column.value);
    if (row.nan.count > 0) cells["nan_count"] = row.nan.count;
    if (!row.notes.empty()) cells["notes"] = codes({}, row.notes);
    rows.push_back(std::move(cells));
  }
  json["estimates"] = std::move(rows);
  return json;
}

}  // namespace quadrille::report
