#include "quadrille/options/mistaken.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "quadrille/options/unknown.hpp"
#include "quadrille/text/character.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::options {
namespace {

/// What a letter after one dash is called here, as far as the program has it.
struct Letter {
  char letter;
  std::array<std::string_view, 2> names;
};

constexpr Letter letters[] = {{'n', {"samples", "draws"}}, {'N', {"samples", "draws"}},
                              {'o', {"output", ""}},       {'s', {"seed", ""}},
                              {'f', {"format", ""}},       {'q', {"quiet", ""}},
                              {'j', {"journal", ""}},      {'y', {"yes", ""}},
                              {'c', {"config", ""}},       {'p', {"processes", "plot"}},
                              {'r', {"repeats", ""}},      {'a', {"from", ""}},
                              {'b', {"to", ""}},           {'e', {"estimator", ""}},
                              {'V', {"version", ""}},      {'v', {"version", ""}}};

const Option* find(const std::vector<Group>& groups, std::string_view name) {
  for (const Group& group : groups)
    for (const Option& option : group.options)
      if (option.name == name) return &option;
  return nullptr;
}

std::string usage(const Option& option) {
  return "--" + option.name + (option.placeholder.empty() ? "" : " " + option.placeholder);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number, or the beginning of one: 10, 1e6, .5, -1.
bool begins_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

bool may_be_bound(std::string_view text) {
  return begins_number(text) || (!text.empty() && is_letter(text.front())) ||
         (text.size() > 1 && text.front() == '-' && is_letter(text[1]));
}

/// `–samples`, `—seed=1`: an editor has made one character of the dashes.
void refuse_foreign_dash(const std::vector<Group>& groups, const std::string& text) {
  const auto at = text::find_foreign(text);
  if (!at || *at > 1 || (*at == 1 && text.front() != '-')) return;
  const auto name = std::string_view(text).substr(*at + text::foreign_length(text, *at));
  const Option* option = find(groups, name.substr(0, name.find('=')));
  if (option == nullptr) return;
  throw text::InputError(
      text::quoted(text) + ": options begin with two dashes, and " +
      text::foreign_message(text, *at).substr(0, text::foreign_message(text, *at).find(';')) + "; write " +
      usage(*option));
}

/// `-seed 1`, `-seed=1`; `-np 4`, where it is no formula alone.
void refuse_one_dash(const std::vector<Group>& groups, const std::string& text, bool is_alone) {
  if (!text.starts_with('-')) return;
  const auto name = std::string_view(text).substr(1);
  if (const Option* option = find(groups, name.substr(0, name.find('='))); option != nullptr)
    throw text::InputError(text::printable(text) + ": options begin with two dashes; write " +
                           usage(*option));
  if (const auto advice = advice_on_processes(name); !advice.empty() && !is_alone)
    throw text::InputError(text::quoted(text) + ": " + advice);
}

/// `-n 10`, `-n10`. A lone `-x` may be a formula.
void refuse_letter(const std::vector<Group>& groups, const Option& positional, const std::string& text,
                   bool is_alone) {
  const bool is_letter_alone = text.size() == 2 && text[0] == '-' && is_letter(text[1]);
  const bool may_be_formula = positional.placeholder == "FORMULA";
  if (!is_letter_alone && (may_be_formula || text.size() < 2 || text[0] != '-' || !is_letter(text[1])))
    return;
  if (is_alone && may_be_formula) return;
  for (const Letter& letter : letters)
    for (const auto name : letter.names)
      if (const Option* option = find(groups, name); letter.letter == text[1] && option != nullptr)
        throw text::InputError(text::quoted(text) + ": options have two dashes and a whole name; write " +
                               usage(*option));
  throw text::InputError(text::quoted(text) + ": options have two dashes and a whole name; see --help");
}

/// `samples=10`; `samples 10`, where there is more than one word without dashes; `help`.
void refuse_bare_name(const std::vector<Group>& groups, const std::string& text, bool is_alone) {
  const auto equals = text.find('=');
  const Option* option = find(groups, std::string_view(text).substr(0, equals));
  const bool is_request = text == "help" || text == "version";
  if (option == nullptr || (is_alone && equals == std::string::npos && !is_request)) return;
  throw text::InputError(text::quoted(text) + ": options begin with two dashes; write " + usage(*option));
}

/// Counts as lists of them have: 20, 1e6, 2^10, 1e3:1e9:log7. A formula such as 2*x is none.
bool is_counts(std::string_view text) {
  return begins_number(text) && text.find_first_not_of("0123456789.,:^eElog") == std::string_view::npos;
}

/// `--sizes 10 20`, `--columns a b model.txt`: a number behind a list of numbers, or a name behind one of
/// names that is an argument too much.
void refuse_open_list(const std::vector<Group>& groups, const Word& before, const Word& word, bool is_alone) {
  const Option* list = find(groups, before.option);
  if (list == nullptr || list->placeholder != "LIST" || !word.option.empty()) return;
  if (begins_number(before.text) ? !is_counts(word.text) : is_alone) return;
  const std::string begin = text::printable(before.text) + (before.text.ends_with(',') ? "" : ",");
  throw text::InputError("--" + list->name + ": a list has commas and no blanks; write --" + list->name +
                         ' ' + begin + text::printable(word.text));
}

}  // namespace

void refuse_mistaken(const std::vector<Group>& groups, const Option& positional,
                     const std::vector<Word>& words) {
  std::vector<std::string> arguments;
  for (const Word& word : words)
    if (word.option.empty()) arguments.push_back(word.text);
  const bool is_alone = arguments.size() < 2;
  for (const std::string& argument : arguments) {
    refuse_foreign_dash(groups, argument);
    refuse_one_dash(groups, argument, is_alone);
    refuse_letter(groups, positional, argument, is_alone);
    refuse_bare_name(groups, argument, is_alone);
  }
  for (std::size_t i = 1; i < words.size(); ++i) refuse_open_list(groups, words[i - 1], words[i], is_alone);
  const bool has_bounds = find(groups, "from") != nullptr && find(groups, "to") != nullptr;
  if (has_bounds && arguments.size() == 3 && may_be_bound(arguments[1]) && may_be_bound(arguments[2]))
    throw text::InputError("bounds are options; write --from " + text::printable(arguments[1]) + " --to " +
                           text::printable(arguments[2]));
}

}  // namespace quadrille::options
