#include "quadrille/simulate/notes.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/formula/names.hpp"
#include "quadrille/simulate/expected.hpp"
#include "quadrille/statistics/doubt.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"

namespace quadrille::simulate {
namespace {

constexpr auto doubt = text::Note::Kind::doubt;

/// With so many draws, and no more of the variance in one of them, an interval holds.
constexpr std::uint64_t many_draws = 100;
constexpr double surely_harmless = 0.01;

/// Of a quantile's rank: beyond it a reader must know.
constexpr double harmless_rank_error = 0.005;

bool is_finite(const std::optional<double>& x) { return !x || std::isfinite(*x); }

/// By variable of the model, whether it is the same in all draws as it is written: nothing random is in it,
/// or what is cancels.
std::vector<bool> fixed_variables(const Model& model,
                                  const std::vector<std::optional<ExpectedMoments>>& expected) {
  std::vector<bool> fixed;
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    const Variable& variable = model.variables[v];
    const auto& inputs = variable.terms.front().inputs;
    const bool computed = variable.distribution == nullptr &&
                          std::ranges::all_of(inputs, [&](std::size_t input) { return fixed[input]; });
    fixed.push_back(computed || (expected[v] && expected[v]->sd == 0));
  }
  return fixed;
}

/// Notes that say all there is to say of a variable, if there are any.
std::optional<text::Note> broken(const Problem& problem, const VariableResult& variable) {
  if (variable.nan_count > 0) {
    const std::uint64_t first = variable.first_nan.value_or(0);
    return text::Note{"not-a-number", doubt, variable.name,
                      variable.name + " is not a number in " + std::to_string(variable.nan_count) + " of " +
                          std::to_string(problem.draws) + " draws, first in draw " + std::to_string(first) +
                          ": " + replay_command(problem, first)};
  }
  if (!is_finite(variable.mean) || !is_finite(variable.sd) || !is_finite(variable.kurtosis))
    return text::Note{
        "not-finite", doubt, variable.name,
        variable.name +
            " has values that are infinite, or whose powers are beyond the range of a double: its "
            "moments say little"};
  return std::nullopt;
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

std::vector<text::Note> notes_on(const Problem& problem, const std::vector<VariableResult>& variables,
                                 const Rehearse& trial) {
  std::vector<text::Note> notes;
  note_shadowed_constants(problem.model, notes);
  for (const VariableResult& variable : variables) note_quantiles(variable, notes);
  const auto fixed = fixed_variables(problem.model, expected_moments(problem.model));
  Problem suspected = problem;
  suspected.columns.clear();
  std::vector<const VariableResult*> suspects;
  for (std::size_t c = 0; c < variables.size(); ++c) {
    if (auto note = broken(problem, variables[c])) {
      notes.push_back(std::move(*note));
    } else if (variables[c].standard_error && !fixed[problem.columns[c]] &&
               (problem.draws < many_draws || variables[c].dominance.value_or(1) > surely_harmless)) {
      suspected.columns.push_back(problem.columns[c]);
      suspects.push_back(&variables[c]);
    }
  }
  if (suspects.empty()) return notes;
  const auto rehearsal = trial(suspected);
  for (std::size_t c = 0; c < suspects.size(); ++c) {
    const VariableResult& variable = *suspects[c];
    statistics::Basis basis{.values = problem.draws, .standard_error = *variable.standard_error};
    basis.dominance = variable.dominance;
    if (rehearsal) basis.enough = 0;
    const auto found = statistics::doubt_of(basis);
    const bool spreads = basis.standard_error != 0;
    const std::string subject = "the standard error of " + variable.name;
    auto tried = rehearsal ? std::optional(rehearsal->tried[c]) : std::nullopt;
    const bool is_exact = rehearsal && rehearsal->draws == problem.draws;
    const bool all_hold = tried && tried->holds();
    if (tried && !is_exact) tried->coverage = 1;  // that of more draws is another
    if (spreads && tried && !tried->holds())
      notes.push_back(statistics::note_of(*tried, variable.name, subject, "their common mean"));
    else if (found != statistics::Doubt::none && !(spreads && (all_hold || is_exact)))
      notes.push_back(statistics::note_of(found, basis, variable.name, subject));
  }
  return notes;
}

}  // namespace quadrille::simulate
