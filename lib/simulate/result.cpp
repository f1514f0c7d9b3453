#include "simulate/result.hpp"

#include <algorithm>
#include <cmath>

#include "formula/names.hpp"
#include "simulate/expected.hpp"
#include "text/number.hpp"

namespace quadrille::simulate {
namespace {

constexpr auto doubt = text::Note::Kind::doubt;

VariableResult variable_result(const ColumnSummary& summary, const statistics::Quantiles& quantiles) {
  VariableResult result;
  const auto& moments = summary.moments;
  const double unit = quantiles.grid().unit();
  result.mean = quantiles.grid().centre + unit * moments.mean;
  if (moments.count > 1) {
    result.standard_error = unit * *moments.standard_error();
    result.sd = unit * *moments.sd();
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

/// Below it the rule of thumb for skewness says nothing either way.
constexpr std::uint64_t few_draws = 30;

/// Of a quantile's rank: beyond it a reader must know.
constexpr double harmless_rank_error = 0.005;

bool is_finite(const std::optional<double>& x) { return !x || std::isfinite(*x); }

/// Whether no value of it is left to chance.
bool is_constant(const Variable& variable) {
  return variable.distribution == nullptr && variable.terms.front().constant.has_value();
}

void note(const Problem& problem, const Variable& defined, const VariableResult& variable,
          std::vector<text::Note>& notes) {
  if (variable.nan_count > 0) {
    const std::uint64_t first = variable.first_nan.value_or(0);
    notes.push_back({"not-a-number", doubt, variable.name,
                     variable.name + " is not a number in " + std::to_string(variable.nan_count) + " of " +
                         std::to_string(problem.draws) + " draws, first in draw " + std::to_string(first) +
                         ": " + replay_command(problem, first)});
  } else if (!is_finite(variable.mean) || !is_finite(variable.sd) || !is_finite(variable.kurtosis)) {
    notes.push_back(
        {"not-finite", doubt, variable.name,
         variable.name +
             " has values that are infinite, or whose powers are beyond the range of a double: its "
             "moments say little"});
  } else if (variable.sd == 0.0 && !is_constant(defined)) {
    notes.push_back(
        {"all-equal", doubt, variable.name,
         "all draws of " + variable.name +
             " are equal: its standard error is 0, and knows nothing of values that were not met"});
  } else if (problem.draws >= few_draws && variable.dominance > statistics::harmless_dominance) {
    notes.push_back({"one-value-dominates", doubt, variable.name,
                     "the standard error of " + variable.name + " does not hold: one draw alone has " +
                         text::percent(*variable.dominance) +
                         " or more of the variance, and standard errors hold up to " +
                         text::percent(statistics::harmless_dominance) +
                         "; more draws may help, unless the variance is infinite"});
  }
}

/// A model may call a variable pi or e; whoever reads another line of it must know.
void note_shadowed_constants(const Model& model, std::vector<text::Note>& notes) {
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    const std::string& name = model.variables[i].name;
    const auto uses_it = [i](const Term& term) { return std::ranges::count(term.inputs, i) > 0; };
    if (!formula::is_constant(name) || std::ranges::none_of(model.variables, [&](const Variable& other) {
          return std::ranges::any_of(other.terms, uses_it);
        }))
      continue;
    notes.push_back({"shadowed-constant", text::Note::Kind::information, name,
                     name + " is a variable of this model, and not the constant " +
                         text::shortest(*formula::constant_value(name))});
  }
}

void note_quantiles(const VariableResult& variable, std::vector<text::Note>& notes) {
  for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
    const auto& error = variable.quantile_rank_errors[q];
    if (!(error > harmless_rank_error)) continue;
    notes.push_back({"quantile-rank", doubt, variable.name,
                     "the quantile of " + variable.name + " at " + text::percent(quantile_levels[q]) +
                         " may be the one at a level up to " + text::percent(*error) +
                         " off: many values lie close together where the first draws had few"});
  }
}

}  // namespace

Result result(const Problem& problem, const Summary& summary, const Tally& tally) {
  Result result{*problem.model.text, problem.draws, problem.seed, std::string(generator_name), {}, {}};
  note_shadowed_constants(problem.model, result.notes);
  const auto expected = expected_moments(problem.model);
  for (std::size_t c = 0; c < problem.columns.size(); ++c) {
    VariableResult variable;
    if (problem.draws > 0) variable = variable_result(summary.columns.at(c), tally.columns.at(c));
    variable.name = problem.model.variables[problem.columns[c]].name;
    if (const auto& moments = expected[problem.columns[c]]) {
      variable.expected_mean = moments->mean;
      variable.expected_sd = moments->sd;
    }
    note(problem, problem.model.variables[problem.columns[c]], variable, result.notes);
    note_quantiles(variable, result.notes);
    result.variables.push_back(std::move(variable));
  }
  return result;
}

}  // namespace quadrille::simulate
