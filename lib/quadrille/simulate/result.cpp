#include "quadrille/simulate/result.hpp"

#include "quadrille/simulate/expected.hpp"
#include "quadrille/simulate/notes.hpp"

namespace quadrille::simulate {
namespace {

VariableResult variable_result(const ColumnSummary& summary, const statistics::Quantiles& quantiles) {
  VariableResult result;
  const auto& moments = summary.moments;
  const statistics::Grid& grid = quantiles.grid();
  result.mean = moments.mean_of_data(grid);
  if (moments.count > 1) {
    result.standard_error = moments.in_data(*moments.standard_error(), grid);
    result.sd = moments.in_data(*moments.sd(), grid);
  }
  result.min = quantiles.quantile(0);
  result.max = quantiles.quantile(1);
  result.skewness = moments.skewness();
  result.kurtosis = moments.kurtosis();
  result.dominance = moments.dominance();
  for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
    result.quantiles[q] = quantiles.quantile(quantile_levels[q]);
    result.quantile_standard_errors[q] = quantiles.standard_error(quantile_levels[q]);
    result.quantile_rank_errors[q] = quantiles.rank_error(quantile_levels[q]);
  }
  result.nan_count = summary.nan.count;
  if (summary.nan.count > 0) result.first_nan = summary.nan.first;
  return result;
}

}  // namespace

Result result(const Problem& problem, const Summary& summary, const Tally& tally, const Rehearse& trial) {
  Result result{*problem.model.text, problem.draws, problem.seed, std::string(generator_name), {}, {}};
  const auto expected = expected_moments(problem.model);
  for (std::size_t c = 0; c < problem.columns.size(); ++c) {
    VariableResult variable;
    if (problem.draws > 0) variable = variable_result(summary.columns.at(c), tally.columns.at(c));
    variable.name = problem.model.variables[problem.columns[c]].name;
    if (const auto& moments = expected[problem.columns[c]]) {
      variable.expected_mean = moments->mean;
      variable.expected_sd = moments->sd;
    }
    result.variables.push_back(std::move(variable));
  }
  result.notes = notes_on(problem, result.variables, trial);
  return result;
}

}  // namespace quadrille::simulate
