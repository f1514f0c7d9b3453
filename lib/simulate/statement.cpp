#include "simulate/statement.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "formula/names.hpp"
#include "text/nearest.hpp"
#include "text/quote.hpp"

namespace quadrille::simulate {
namespace {

bool begins_with_operator(std::string_view slice) { return slice.starts_with('~') || slice.starts_with('='); }

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

/// Lines of the full language that this version does not read.
void refuse_unavailable(const Source& source, std::string_view line, std::string_view name,
                        std::string_view rest) {
  if (line.starts_with('('))
    throw source.error("this version has no joint draws yet; draw each variable in a line of its own", line);
  if ((name == "report" || name == "fit") && !begins_with_operator(rest))
    throw source.error("this version has no " + text::quoted(name) + " lines yet; leave the line out", line);
}

/// A distribution is no function: what it draws has a name.
void refuse_draws_within(const Source& source, std::string_view formula) {
  for (const auto& distribution : distributions()) {
    const auto word = find_name(formula, distribution.name);
    const auto rest = formula.substr(static_cast<std::size_t>(word.end() - formula.begin()));
    if (!word.empty() && trimmed(rest).starts_with('('))
      throw source.error("a draw is written with ~, in a line of its own: name ~ " + distribution.signature(),
                         word);
  }
}

/// What stands between the parentheses of a call, cut at its commas; `rest` begins with the opening one.
std::vector<std::string_view> arguments(const Source& source, const Distribution& distribution,
                                        std::string_view rest) {
  std::vector<std::string_view> found;
  std::size_t depth = 0, begin = 1;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth > 1 || (depth == 1 && c != ',')) continue;
    found.push_back(trimmed(rest.substr(begin, at - begin)));
    begin = at + 1;
    if (depth == 1) continue;
    if (const auto tail = trimmed(rest.substr(begin)); !tail.empty())
      throw source.error("expected the end of the line after " + distribution.signature() +
                             "; compute with the draw in a line of its own",
                         tail);
    return found;
  }
  throw source.error("expected ) to close " + distribution.signature(), end_of(rest));
}

/// The distribution that a call names.
const Distribution& distribution_of(const Source& source, std::string_view call) {
  const auto word = leading_name(call);
  if (word.empty()) throw source.error("expected a distribution: " + distribution_list(), call.substr(0, 1));
  if (const auto* distribution = find_distribution(word)) return *distribution;
  std::vector<std::string_view> names;
  for (const auto& distribution : distributions()) names.push_back(distribution.name);
  const bool is_call = trimmed(call.substr(word.size())).starts_with('(');
  throw source.error(text::quoted(word) + " is not a distribution; there are " + distribution_list() +
                         (is_call ? text::suggestion(word, names) : "; a formula follows = instead of ~"),
                     word);
}

/// The right side of a line that draws.
Statement parse_draw(const Source& source, std::string_view name, std::string_view call) {
  const auto& distribution = distribution_of(source, call);
  const auto signature = distribution.signature();
  const auto rest = trimmed(call.substr(distribution.name.size()));
  if (!rest.starts_with('('))
    throw source.error("expected ( after " + text::quoted(distribution.name) + ": " + signature,
                       rest.substr(0, 1));
  auto formulas = arguments(source, distribution, rest);
  const auto wanted = distribution.parameters.size();
  const auto given = formulas.size() == 1 && formulas[0].empty() ? 0 : formulas.size();
  if (given != wanted)
    throw source.error(signature + " takes " + plural(wanted, "argument") + ", not " + std::to_string(given),
                       call);
  for (std::size_t i = 0; i < wanted; ++i) {
    if (formulas[i].empty())
      throw source.error("expected the " + std::string(distribution.parameters[i]) + " of " + signature,
                         formulas[i]);
    refuse_draws_within(source, formulas[i]);
  }
  return {name, &distribution, std::move(formulas)};
}

std::optional<Statement> parse_line(const Source& source, std::string_view whole) {
  const auto line = trimmed(whole.substr(0, whole.find('#')));
  if (line.empty()) return std::nullopt;
  const auto name = leading_name(line);
  const auto rest = trimmed(line.substr(name.size()));
  refuse_unavailable(source, line, name, rest);
  if (name.empty())
    throw source.error("expected the name of a variable: a letter or _, then letters, digits and _",
                       line.substr(0, 1));
  if (formula::is_keyword(name) || name == "report" || name == "fit")
    throw source.error(text::quoted(name) + " is a word of the language; give the variable another name",
                       name);
  if (!begins_with_operator(rest))
    throw source.error("expected ~ or = after the name: " + std::string(name) +
                           " ~ normal(mean, sd) draws, " + std::string(name) + " = formula computes",
                       rest.substr(0, 1));
  const auto right = trimmed(rest.substr(1));
  if (rest.front() == '~') return parse_draw(source, name, right);
  if (right.empty()) throw source.error("expected a formula after =", right);
  refuse_draws_within(source, right);
  return Statement{name, nullptr, {right}};
}

}  // namespace

std::vector<Statement> statements(const Source& source) {
  std::vector<Statement> found;
  std::string_view left = *source.text;
  if (left.starts_with("\xEF\xBB\xBF")) left.remove_prefix(3);  // some editors' mark of UTF-8
  while (!left.empty()) {
    const auto line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(line.size() + 1, left.size()));
    if (auto statement = parse_line(source, line)) found.push_back(*std::move(statement));
  }
  return found;
}

}  // namespace quadrille::simulate
