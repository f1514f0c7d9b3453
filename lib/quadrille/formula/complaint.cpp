#include "quadrille/formula/complaint.hpp"

#include <algorithm>
#include <optional>

#include "quadrille/formula/foreign.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::formula {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";
constexpr std::size_t longest_example = 20;

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// The name that the text begins with; empty if there is none.
std::string_view name_at(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return {};
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin()));
}

/// The run of letters, digits and _ that the text ends in.
std::string_view word_behind(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin);
}

/// How a function of one argument that other tools have is called here; empty for all others, since a
/// variable may well be called beta.
std::string_view foreign_usage(std::string_view name) {
  const auto usage = foreign_function(name);
  return !usage.empty() && usage == std::string(name_at(usage)) + "(x)" ? usage : std::string_view();
}

/// How a function of ours or of another tool is called here; empty if it is none.
std::string_view usage_of(std::string_view name) {
  const auto* function = find_function(name);
  return function ? function->usage : foreign_function(name);
}

/// `np.sin`, `math.pi`, `std::exp`: the name behind the dots is meant.
std::optional<Complaint> qualified(std::string_view source, std::size_t offset) {
  const auto first = word_behind(source.substr(0, offset));
  const std::size_t begin = offset - first.size();
  std::size_t end = offset;
  std::string_view last;
  for (;;) {
    const auto rest = source.substr(end);
    const std::size_t separator = rest.starts_with("::") ? 2 : rest.starts_with('.') ? 1 : 0;
    const auto name = separator == 0 ? std::string_view() : name_at(rest.substr(separator));
    if (name.empty()) break;
    last = name;
    end += separator + name.size();
  }
  if (first.empty() || !is_letter(first.front()) || last.empty()) return std::nullopt;
  const bool is_call = source.find_first_not_of(blanks, end) != std::string_view::npos &&
                       source[source.find_first_not_of(blanks, end)] == '(';
  const auto usage = usage_of(last);
  const std::string ours = is_call && !usage.empty() ? std::string(usage) : text::printable(last);
  return Complaint{"names have no dots or colons in them; write " + ours, begin, end - begin};
}

/// `sin x`, `sin 2`, `sin^2(x)`: a function without its parentheses before `offset`.
std::optional<Complaint> bare_function(std::string_view source, std::size_t offset) {
  auto before = without_blanks_behind(source.substr(0, offset));
  std::string power;
  if (const auto digits = word_behind(before);
      !digits.empty() && std::ranges::all_of(digits, is_digit) && before.size() > digits.size()) {
    auto base = without_blanks_behind(before.substr(0, before.size() - digits.size()));
    const std::size_t mark = base.ends_with("**") ? 2 : base.ends_with('^') ? 1 : 0;
    if (mark > 0) {
      power = "^" + std::string(digits);
      before = without_blanks_behind(base.substr(0, base.size() - mark));
    }
  }
  const auto word = word_behind(before);
  if (word.empty() || !is_letter(word.front())) return std::nullopt;
  const auto* ours = find_function(word);
  const auto usage = ours ? ours->usage : foreign_usage(word);
  if (usage.empty()) return std::nullopt;
  return Complaint{text::quoted(word) + (ours ? " is a function; write " : " is not a function; write ") +
                       std::string(usage) + power,
                   before.size() - word.size(), word.size()};
}

/// The decimal number that the text ends in, without an exponent; empty if there is none.
std::string_view number_behind(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  const auto word = text.substr(begin);
  return std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.'; }) ? word : word.substr(0, 0);
}

/// An operand stands where an operator should.
Complaint product(std::string_view source, std::size_t offset) {
  if (auto bare = bare_function(source, offset)) return *std::move(bare);
  const auto before = source.substr(0, offset), rest = source.substr(offset);
  const auto number = number_behind(before), right = name_at(rest);
  if (const auto ours = foreign_operator(right); !right.empty() && !ours.empty() && ours != right)
    return {text::quoted(right) + " is not an operator; write " + std::string(ours), offset, right.size()};
  if (word_behind(without_blanks_behind(before)) == "lambda")
    return {"a formula has no lambda; write what stands behind its colon alone", offset};
  const auto dx = without_blanks_behind(rest);
  if (dx.size() == 2 && dx.front() == 'd' && is_letter(dx.back()))
    return {"an integral is written without its differential; leave out " + text::quoted(dx), offset,
            dx.size()};
  if (number.find('.') != std::string_view::npos && rest.starts_with('.'))
    return {"a number has one point, as in 1.5", offset,
            std::min(rest.size(), rest.find_first_not_of("0123456789", 1))};
  if (number == "0" && rest.size() > 1 && (rest[0] == 'x' || rest[0] == 'X') && is_digit(rest[1]))
    return {"numbers are decimal; write 16 for 0x10", offset};
  if (!number.empty() && rest.starts_with('_'))
    return {"a number has no separators; write 1000 or 1e3", offset};
  if (!number.empty() && !right.empty() && right.size() + number.size() < longest_example)
    return {
        "expected an operator; write " + std::string(number) + "*" + std::string(right) + " for a product",
        offset};
  return {"expected an operator; write * for a product", offset};
}

/// Characters that stand for something elsewhere, wherever they are; empty for others.
std::string_view foreign_character(char c) {
  switch (c) {
    case ';':
      return "a formula is one expression; leave out ';'";
    case '[':
    case ']':
    case '{':
    case '}':
      return "write ( and ) for brackets of any kind";
    case '"':
    case '\'':
    case '`':
      return "a formula has no quotes in it; leave them out";
    case '\\':
      return "commands of TeX are not known; write sin(x) for \\sin x";
    case '$':
    case '@':
      return "names have letters, digits and _ only; leave this out";
    case '#':
      return "comments stand in models only; leave this out";
    case '?':
    case ':':
      return "write if(condition, yes, no) for a choice";
    case '~':
      return "a draw stands in a line of a model, such as z ~ normal(0, 1)";
    case '%':
      return "'%' is not an operator; write x - y*floor(x/y) for a remainder, x/100 for a percentage";
    default:
      return "";
  }
}

Complaint equals(std::string_view source, std::size_t offset, std::string_view called) {
  const auto rest = source.substr(offset);
  if (rest.starts_with("=<")) return {"'=<' is not a comparison; write <=", offset, 2};
  if (rest.starts_with("=>")) return {"'=>' is not a comparison; write >=", offset, 2};
  if (!called.empty() && called != "if") {
    const auto before = without_blanks_behind(source.substr(0, offset));
    const auto name = word_behind(before);
    const auto ahead = without_blanks_behind(before.substr(0, before.size() - name.size()));
    if (!name.empty() && (ahead.ends_with('(') || ahead.ends_with(',')))
      return {"arguments have no names; write the value alone, as in " +
                  std::string(find_function(called)->usage),
              before.size() - name.size(), offset + 1 - (before.size() - name.size())};
  }
  const auto before = without_blanks_behind(source.substr(0, offset));
  if (!before.empty() && name_at(before).size() == before.size())
    return {"'=' is not a comparison; write ==, or what stands behind it alone", offset};
  return {"'=' is not a comparison; write ==", offset};
}

/// `1,5`.
Complaint comma(std::string_view source, std::size_t offset) {
  const auto whole = word_behind(source.substr(0, offset));
  auto rest = source.substr(offset + 1);
  const auto part = rest.substr(
      0, std::min(rest.size(),
                  static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin())));
  const bool is_decimal = !whole.empty() && std::ranges::all_of(whole, is_digit) && !part.empty();
  const bool is_thousand = is_decimal && whole.size() <= 3 && part.size() == 3;
  std::string example = is_decimal ? text::printable(std::string(whole) + "." + std::string(part)) : "1.5";
  if (is_thousand) example = std::string(whole) + std::string(part) + " for thousands, " + example;
  return {"a comma stands between arguments only; write " + example + " for a decimal", offset};
}

}  // namespace

Complaint no_operand(std::string_view source, std::size_t offset) {
  const std::string wanted = "a number, a name or '('";
  if (source.find_first_not_of(blanks) == std::string_view::npos)
    return {"the formula is empty; write one such as 1/(1+x^2)", offset};
  if (offset == source.size()) return {"the formula ends where " + wanted + " is expected", offset};
  const auto rest = source.substr(offset), before = source.substr(0, offset);
  if (rest.starts_with('/') && before.ends_with('/'))
    return {"'//' is not an operator; write floor(x/y)", offset - 1, 2};
  if (rest.starts_with('>') && before.ends_with('<'))
    return {"'<>' is not a comparison; write !=", offset - 1, 2};
  if (rest.starts_with('=') && before.ends_with("=="))
    return {"'===' is not a comparison; write ==", offset - 2, 3};
  if (rest.starts_with('|') && !before.ends_with('|'))
    return {"expected " + wanted + "; write abs(x) for |x|", offset};
  if (rest.starts_with('!')) return {"expected " + wanted + "; write 'not' for '!'", offset};
  if (const auto foreign = foreign_character(rest.front()); !foreign.empty())
    return {std::string(foreign), offset};
  for (const std::string_view word : {"and", "or", "not"}) {
    if (rest.starts_with(word))
      return {"expected " + wanted + "; write parentheses around '" + std::string(word) + " ..'", offset,
              word.size()};
  }
  return {"expected " + wanted, offset};
}

Complaint no_operator(std::string_view source, std::size_t offset, std::string_view called) {
  if (offset == source.size()) return {"a '(' is not closed; write ')'", offset};
  const auto rest = source.substr(offset);
  const char next = rest.front();
  if (next == '.' || rest.starts_with("::"))
    if (auto complaint = qualified(source, offset)) return *std::move(complaint);
  if (next == '(' || next == '.' || is_word(next)) return product(source, offset);
  switch (next) {
    case ')':
      return {"this ')' closes nothing; leave it out", offset};
    case ',':
      return comma(source, offset);
    case '=':
      return equals(source, offset, called);
    case '&':
      return {"expected an operator; write 'and'", offset};
    case '|':
      return {"expected an operator; write 'or', or abs(x) for |x|", offset};
    case '!':
      return {"'!' is not an operator; write gamma(n + 1) for n!", offset};
    default:
      break;
  }
  if (rest.starts_with(":=")) return {"':=' is not an operator; write == to compare", offset, 2};
  if (const auto foreign = foreign_character(next); !foreign.empty()) return {std::string(foreign), offset};
  const auto length = std::max<std::size_t>(1, text::printable_length(source, offset));
  return {text::quoted(source.substr(offset, length)) + " is not an operator", offset, length};
}

Complaint no_function(std::string_view source, std::string_view name, std::size_t offset) {
  const auto closing = std::min(source.size(), source.find(')', offset));
  const auto behind = source.find_first_not_of(blanks, std::min(source.size(), closing + 1));
  if (offset == source.find_first_not_of(blanks) && behind != std::string_view::npos &&
      source[behind] == '=' && !source.substr(behind).starts_with("=="))
    return {"a formula has no name; write what stands behind its '=' alone", offset, behind + 1 - offset};
  const std::string is_none = text::quoted(name) + " is not a function";
  if (const auto ours = foreign_function(name); !ours.empty())
    return {is_none + "; write " + std::string(ours), offset, name.size()};
  const auto hint = name.size() > 1 ? text::suggestion(name, function_names()) : "";  // f is not 'if'
  return {is_none + (hint.empty() ? "; write " + text::printable(name) + "*(..) for a product" : hint),
          offset, name.size()};
}

std::string decimal_hint(std::string_view source, std::size_t offset) {
  std::size_t depth = 0;
  for (std::size_t at = offset; at < source.size(); ++at) {
    if (source[at] == '(') ++depth;
    if (source[at] == ')' && --depth == 0) break;
    const bool between_digits = depth == 1 && source[at] == ',' && at + 1 < source.size() &&
                                is_digit(source[at - 1]) && is_digit(source[at + 1]);
    if (between_digits) return "; a decimal has a point, as in 1.5";
  }
  return "";
}

}  // namespace quadrille::formula
