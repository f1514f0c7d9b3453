#include "quadrille/simulate/problem.hpp"

#include <algorithm>
#include <numeric>

#include "quadrille/simulate/sampler.hpp"
#include "quadrille/simulate/source.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/text/trimmed.hpp"

namespace quadrille::simulate {
namespace {

std::vector<std::size_t> all_columns(const Model& model) {
  std::vector<std::size_t> columns(model.variables.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

}  // namespace

std::vector<std::size_t> columns_of(const Model& model, std::string_view list, std::string_view where) {
  if (text::trimmed(list).empty()) return all_columns(model);
  const auto names = model.names();
  std::vector<std::size_t> columns;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto name = text::trimmed(list.substr(begin, end - begin));
    begin = end + 1;
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
      throw text::InputError(std::string(where) + ": the model has no variable " + text::quoted(name) +
                             text::suggestion(name, names));
    const auto column = static_cast<std::size_t>(found - names.begin());
    if (std::ranges::find(columns, column) != columns.end())
      throw text::InputError(std::string(where) + ": " + text::quoted(name) +
                             " is named twice; once is enough");
    columns.push_back(column);
  }
  return columns;
}

std::vector<std::string> column_names(const Problem& problem) {
  std::vector<std::string> names;
  for (const auto column : problem.columns) names.push_back(problem.model.variables[column].name);
  return names;
}

std::vector<std::size_t> needed_variables(const Problem& problem) {
  const auto& variables = problem.model.variables;
  std::vector<char> needed(variables.size());
  for (const auto column : problem.columns) needed[column] = 1;
  for (auto v = variables.size(); v-- > 0;) {
    if (needed[v] == 0) continue;
    for (const auto& term : variables[v].terms)
      for (const auto input : term.inputs) needed[input] = 1;
  }
  std::vector<std::size_t> found;
  for (std::size_t v = 0; v < variables.size(); ++v)
    if (needed[v] != 0) found.push_back(v);
  return found;
}

std::vector<std::pair<std::string, double>> draw(const Problem& problem, std::uint64_t index) {
  Problem whole = problem;
  whole.columns = all_columns(problem.model);
  std::vector<double> values(whole.columns.size());
  std::vector<std::span<double>> spans;
  spans.reserve(values.size());
  for (auto& value : values) spans.emplace_back(&value, 1);
  Sampler sample(whole);
  sample(index, spans);
  std::vector<std::pair<std::string, double>> named;
  for (std::size_t v = 0; v < values.size(); ++v)
    named.emplace_back(problem.model.variables[v].name, values[v]);
  return named;
}

std::string replay_command(const Problem& problem, std::uint64_t index) {
  const auto& source = problem.model.source;
  const std::string model = source == lecture_source   ? ""
                            : source == standard_input ? " -"
                                                       : ' ' + text::shell_word(source);
  return "simulate" + model + ' ' + text::spoken("seed", std::to_string(problem.seed)) + ' ' +
         text::spoken("draw", std::to_string(index));
}

}  // namespace quadrille::simulate
