#include "quadrille/simulate/statement.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "quadrille/formula/complaint.hpp"
#include "quadrille/formula/foreign.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/text/character.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/trimmed.hpp"

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

/// What other languages write in any place of a line.
void refuse_foreign(const Source& source, std::string_view line) {
  if (const auto at = text::find_foreign(line))
    throw source.error(text::foreign_message(line, *at), line.substr(*at, text::foreign_length(line, *at)));
  for (const std::string_view comment : {"//", "/*", "--", "%", "\"", "'"})
    if (line.starts_with(comment))
      throw source.error("comments begin with #", line.substr(0, comment.size()));
  if (const auto at = line.find(';'); at != std::string_view::npos)
    throw source.error("a statement ends with its line; leave out ';', and write one statement a line",
                       line.substr(at, 1));
  if (const auto at = line.find("//"); at != std::string_view::npos)
    throw source.error("'//' is not an operator; write floor(x/y) for a whole quotient, # for a comment",
                       line.substr(at, 2));
}

/// What follows a name at the beginning of a line and is neither ~ nor a single =.
void refuse_operator(const Source& source, std::string_view name, std::string_view rest) {
  for (const std::string_view foreign : {"<-", "<~", ":=", "==", "~=", ":", "+=", "-=", "*=", "/="})
    if (rest.starts_with(foreign))
      throw source.error(text::quoted(foreign) + " defines nothing here; write " + text::printable(name) +
                             " = .. to compute, " + text::printable(name) + " ~ .. to draw",
                         rest.substr(0, foreign.size()));
  if (begins_with_operator(rest)) return;
  if (const auto second = leading_name(rest);
      !second.empty() && begins_with_operator(text::trimmed(rest.substr(second.size()))))
    throw source.error(
        "no word stands before the name of a variable; begin the line with " + text::quoted(second), name);
  if (rest.starts_with('(') || rest.starts_with('['))
    throw source.error("a line defines one variable, no function and no array; write its name alone",
                       rest.substr(0, 1));
  throw source.error("expected ~ or = after the name: " + std::string(name) + " ~ normal(mean, sd) draws, " +
                         std::string(name) + " = formula computes",
                     rest.substr(0, 1));
}

/// `mean=0` is no argument: they are told by their order.
void refuse_named(const Source& source, const Distribution& distribution, std::string_view argument) {
  const auto name = leading_name(argument);
  const auto rest = text::trimmed(argument.substr(name.size()));
  if (name.empty() || !rest.starts_with('=') || rest.starts_with("==")) return;
  throw source.error("arguments have no names; write their values alone: " +
                         std::string(formula::foreign_distribution(distribution.name)),
                     argument.substr(0, static_cast<std::size_t>(rest.data() - argument.data()) + 1));
}

/// A distribution is no function: what it draws has a name.
void refuse_draws_within(const Source& source, std::string_view formula) {
  for (const auto& distribution : distributions()) {
    const auto word = find_name(formula, distribution.name);
    const auto rest = formula.substr(static_cast<std::size_t>(word.end() - formula.begin()));
    if (!word.empty() && text::trimmed(rest).starts_with('('))
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
    found.push_back(text::trimmed(rest.substr(begin, at - begin)));
    begin = at + 1;
    if (depth == 1) continue;
    if (const auto tail = text::trimmed(rest.substr(begin)); !tail.empty())
      throw tail.starts_with(')')
          ? source.error("this ')' closes nothing; leave it out", tail.substr(0, 1))
          : source.error("expected the end of the line after " + distribution.signature() +
                             "; compute with the draw in a line of its own",
                         tail);
    return found;
  }
  throw source.error("expected ) to close " + distribution.signature(), end_of(rest));
}

/// The name that a call begins with; of `np.random.normal(0, 1)` or `std::normal` the last part.
std::string_view called_name(std::string_view call) {
  auto name = leading_name(call);
  for (auto rest = call.substr(name.size()); !name.empty();) {
    const std::size_t separator = rest.starts_with("::") ? 2 : rest.starts_with('.') ? 1 : 0;
    const auto next = separator == 0 ? std::string_view() : leading_name(rest.substr(separator));
    if (next.empty()) break;
    name = next;
    rest = rest.substr(separator + next.size());
  }
  return name;
}

/// The distribution that a call names.
const Distribution& distribution_of(const Source& source, std::string_view call) {
  const auto word = called_name(call);
  if (word.empty()) throw source.error("expected a distribution: " + distribution_list(), call.substr(0, 1));
  if (const auto* distribution = find_distribution(word)) {
    if (word.data() == call.data()) return *distribution;
    throw source.error("names have no dots or colons in them; write " + distribution->signature(),
                       call.substr(0, static_cast<std::size_t>(word.data() - call.data()) + word.size()));
  }
  if (const auto ours = formula::foreign_distribution(word); !ours.empty())
    throw source.error(text::quoted(word) + " is not a distribution; write " + std::string(ours), word);
  std::vector<std::string_view> names;
  for (const auto& distribution : distributions()) names.push_back(distribution.name);
  const auto behind = call.substr(static_cast<std::size_t>(word.data() - call.data()) + word.size());
  const bool is_call = text::trimmed(behind).starts_with('(');
  throw source.error(text::quoted(word) + " is not a distribution; there are " + distribution_list() +
                         (is_call ? text::suggestion(word, names) : "; a formula follows = instead of ~"),
                     word);
}

/// The right side of a line that draws.
Statement parse_draw(const Source& source, std::string_view name, std::string_view call) {
  const auto& distribution = distribution_of(source, call);
  const auto signature = distribution.signature();
  const auto rest = text::trimmed(call.substr(distribution.name.size()));
  if (!rest.starts_with('('))
    throw source.error("expected ( after " + text::quoted(distribution.name) + ": " + signature,
                       rest.substr(0, 1));
  auto formulas = arguments(source, distribution, rest);
  const auto wanted = distribution.parameters.size();
  const auto given = formulas.size() == 1 && formulas[0].empty() ? 0 : formulas.size();
  if (given != wanted)
    throw source.error(signature + " takes " + plural(wanted, "argument") + ", not " + std::to_string(given) +
                           formula::decimal_hint(rest, 0),
                       call);
  for (std::size_t i = 0; i < wanted; ++i) {
    if (formulas[i].empty())
      throw source.error("expected the " + std::string(distribution.parameters[i]) + " of " + signature,
                         formulas[i]);
    refuse_named(source, distribution, formulas[i]);
    refuse_draws_within(source, formulas[i]);
  }
  return {name, &distribution, std::move(formulas)};
}

std::optional<Statement> parse_line(const Source& source, std::string_view whole) {
  const auto line = text::trimmed(whole.substr(0, whole.find('#')));
  if (line.empty()) return std::nullopt;
  const auto name = leading_name(line);
  const auto rest = text::trimmed(line.substr(name.size()));
  refuse_foreign(source, line);
  refuse_unavailable(source, line, name, rest);
  if (name.empty())
    throw source.error("expected the name of a variable: a letter or _, then letters, digits and _",
                       line.substr(0, 1));
  if (formula::is_keyword(name) || name == "report" || name == "fit")
    throw source.error(text::quoted(name) + " is a word of the language; give the variable another name",
                       name);
  refuse_operator(source, name, rest);
  const auto right = text::trimmed(rest.substr(1));
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
    try {
      if (auto statement = parse_line(source, line)) found.push_back(*std::move(statement));
    } catch (const text::InputError&) {
      // An open parenthesis of a line above is what is wrong, not its other half here.
      for (const Statement& above : found)
        for (const auto formula : above.formulas) formula::parse(formula, source.origin(formula));
      throw;
    }
  }
  return found;
}

}  // namespace quadrille::simulate
