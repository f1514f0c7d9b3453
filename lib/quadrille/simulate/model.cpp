#include "quadrille/simulate/model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "quadrille/formula/names.hpp"
#include "quadrille/simulate/source.hpp"
#include "quadrille/simulate/statement.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::simulate {
namespace {

/// Turns statements into variables, one after the other.
class Builder {
 public:
  Builder(const Source& source, const std::vector<Statement>& statements) : source_(source) {
    for (const auto& [name, distribution, formulas] : statements) {
      if (const auto [first, is_new] = definition_.emplace(name, name); !is_new)
        throw source.error(text::quoted(name) + " is defined twice, first in line " +
                               std::to_string(source.line(first->second)) + "; give one of them another name",
                           name);
      all_names_.emplace_back(name);
    }
  }

  void add(const Statement& statement) {
    Variable variable{std::string(statement.name), statement.distribution, {}};
    for (const auto formula : statement.formulas) variable.terms.push_back(term(formula));
    if (statement.distribution != nullptr) check_parameters(statement, variable);
    index_.emplace(statement.name, variables_.size());
    known_names_.emplace_back(statement.name);
    variables_.push_back(std::move(variable));
  }

  std::vector<Variable> take() { return std::move(variables_); }

 private:
  Term term(std::string_view formula) const {
    const auto expression = formula::parse(formula, source_.origin(formula));
    const auto names = formula::free_names(expression, all_names_);
    for (const auto& name : names) require_earlier(name, formula);
    formula::compile(expression, known_names_);  // throws for a name that nothing defines
    Term term{expression, formula::compile(expression, names), {}, {}};
    for (const auto& name : names) term.inputs.push_back(index_.at(name));
    term.constant = constant(term);
    return term;
  }

  void require_earlier(const std::string& name, std::string_view formula) const {
    const auto defined = definition_.find(name);
    if (defined == definition_.end() || index_.contains(name)) return;
    const auto place = find_name(formula, name);
    const auto line = source_.line(defined->second);
    throw source_.error(
        line == source_.line(place)
            ? text::quoted(name) + " is used in its own definition; give one of them another name"
            : text::quoted(name) + " is used before its definition in line " + std::to_string(line) +
                  "; move that line up",
        place);
  }

  std::optional<double> constant(const Term& term) const {
    std::vector<double> point;
    for (const auto input : term.inputs) {
      const auto& variable = variables_[input];
      if (variable.distribution != nullptr || !variable.terms.front().constant) return std::nullopt;
      point.push_back(*variable.terms.front().constant);
    }
    return formula::Evaluator(term.program)(point);
  }

  /// Refuses constant parameters that no draw could have.
  void check_parameters(const Statement& statement, const Variable& variable) const {
    const auto& distribution = *statement.distribution;
    std::vector<double> values;
    for (std::size_t i = 0; i < variable.terms.size(); ++i) {
      const auto value = variable.terms[i].constant;
      if (!value) continue;
      const auto what = "the " + std::string(distribution.parameters[i]) + " of " + distribution.signature() +
                        " is " + text::shortest(*value);
      if (!std::isfinite(*value))
        throw source_.error(what + "; write a finite number", statement.formulas[i]);
      if (*value < 0 && i == scale_parameter(distribution))
        throw source_.error(what + "; it cannot be negative, write 0 or more", statement.formulas[i]);
      values.push_back(*value);
    }
    if (distribution.kind != Distribution::Kind::uniform || values.size() < 2) return;
    const std::string_view both(statement.formulas[0].begin(), statement.formulas[1].end());
    const auto ends = text::shortest(values[0]) + " and " + text::shortest(values[1]);
    if (values[0] > values[1])
      throw source_.error("the ends of uniform(low, high), " + ends +
                              ", are in the wrong order; write uniform(" + text::shortest(values[1]) + ", " +
                              text::shortest(values[0]) + ')',
                          both);
    if (!std::isfinite(values[1] - values[0]))
      throw source_.error(
          "the ends of uniform(low, high), " + ends + ", are too far apart; bring them nearer to 0", both);
  }

  /// The index of the parameter that must not be negative; a uniform has none.
  static std::size_t scale_parameter(const Distribution& distribution) {
    if (distribution.kind == Distribution::Kind::uniform) return distribution.parameters.size();
    return distribution.parameters.size() - 1;
  }

  const Source& source_;
  std::map<std::string, std::string_view, std::less<>> definition_;  // name -> where it is defined
  std::map<std::string, std::size_t, std::less<>> index_;            // name -> variable, of those added
  std::vector<std::string> all_names_, known_names_;                 // of the model; of those added
  std::vector<Variable> variables_;
};

/// Old text files of the Mac end their lines in carriage returns alone.
void end_lines_in_newlines(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) text[i] = '\n';
}

bool is_of_word_or_number(char c) { return formula::is_word(c) || c == '.'; }

/// Without the blanks that part nothing.
std::string squeezed(std::string_view formula) {
  std::string text;
  for (std::size_t i = 0; i < formula.size(); ++i) {
    const std::size_t next = formula.find_first_not_of(" \t\r", i);
    if (next == std::string_view::npos) break;
    if (next > i && !text.empty() && is_of_word_or_number(text.back()) && is_of_word_or_number(formula[next]))
      text += ' ';
    text += formula[next];
    i = next;
  }
  return text;
}

}  // namespace

std::string canonical(const Model& model) {
  std::string text;
  for (const Variable& variable : model.variables) {
    std::string terms;
    for (const Term& term : variable.terms)
      terms += (terms.empty() ? "" : ",") + squeezed(formula::text(term.expression));
    text += (text.empty() ? "" : "\n") + variable.name;
    if (variable.distribution != nullptr)
      text.append("~").append(variable.distribution->name).append("(").append(terms).append(")");
    else
      text.append("=").append(terms);
  }
  return text;
}

std::vector<std::string> Model::names() const {
  std::vector<std::string> names;
  for (const auto& variable : variables) names.push_back(variable.name);
  return names;
}

Model parse_model(std::string text, std::string source_name) {
  end_lines_in_newlines(text);
  const Source source{std::make_shared<const std::string>(std::move(text)), std::move(source_name)};
  const auto lines = statements(source);
  if (lines.empty())
    throw text::InputError(source.name +
                           ": the model defines no variable; write a line such as x ~ normal(0, 1)");
  if (lines.size() > most_variables)
    throw source.error("a model has at most " + std::to_string(most_variables) + " variables",
                       lines[most_variables].name);
  Builder builder(source, lines);
  for (const auto& statement : lines) builder.add(statement);
  return {source.text, source.name, builder.take()};
}

}  // namespace quadrille::simulate
