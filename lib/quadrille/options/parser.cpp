#include "quadrille/options/parser.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include <boost/program_options.hpp>

#include "quadrille/options/choose.hpp"
#include "quadrille/options/config_file.hpp"
#include "quadrille/options/mistaken.hpp"
#include "quadrille/options/unknown.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::options {
namespace {

namespace po = boost::program_options;

using Groups = std::vector<Group>;
using Given = std::map<std::string, Value>;

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw text::InputError(where + ": " + what);
}

bool is_flag(const Option& option) { return option.placeholder.empty(); }

/// As a command line has it: --seed N.
std::string usage(const Option& option) {
  return "--" + option.name + (is_flag(option) ? "" : " " + option.placeholder);
}

/// The option of that name. Throws InputError with what to write instead; `prefix` ("--", or nothing in a
/// file) stands before names in it, and `where` before the message.
const Option& known(const Groups& groups, const std::string& name, const std::string& where,
                    const std::string& prefix) {
  for (const Group& group : groups)
    for (const Option& option : group.options)
      if (option.name == name) return option;
  fail(where, "no such option; " + instead_of(groups, name, prefix));
}

const Option& known_argument(const Groups& groups, const std::string& name) {
  return known(groups, name, "--" + text::printable(name), "--");
}

void keep(Given& given, const std::string& name, Value value) {
  const auto where = value.where;
  if (!given.emplace(name, std::move(value)).second) fail(where, "given twice; write it once");
}

po::options_description describe(const Groups& groups) {
  constexpr unsigned columns = 100;
  po::options_description all("", columns);
  for (const Group& group : groups) {
    po::options_description description(group.title, columns);
    for (const Option& option : group.options) {
      auto* value = po::value<std::string>()->value_name(option.placeholder);
      if (is_flag(option)) value->zero_tokens();
      if (option.default_text) value->default_value(*option.default_text);
      description.add_options()(option.name.c_str(), value, option.help.c_str());
    }
    all.add(description);
  }
  return all;
}

/// Splits a command line into options and positional arguments. Knows names only to tell what takes a value.
std::vector<po::option> split(const Groups& groups, const std::vector<std::string>& arguments) try {
  const auto description = describe(groups);
  const auto short_help = [](const std::string& token) {
    return std::pair<std::string, std::string>(token == "-h" ? "help" : "", "");
  };
  namespace style = po::command_line_style;
  return po::command_line_parser(arguments)
      .options(description)
      .style(style::allow_long | style::long_allow_adjacent | style::long_allow_next)
      .extra_parser(short_help)
      .allow_unregistered()
      .run()
      .options;
} catch (const po::invalid_command_line_syntax& error) {
  const auto name = error.get_option_name();
  const Option& option =
      known_argument(groups, name.substr(std::min(name.find_first_not_of('-'), name.size())));
  const bool extra = error.kind() == po::invalid_syntax::extra_parameter;
  fail("--" + option.name, (extra ? "takes no value; write " : "a value is missing; write ") + usage(option));
}

std::vector<Word> words_of(const std::vector<po::option>& tokens) {
  std::vector<Word> words;
  for (const po::option& token : tokens)
    words.push_back({token.string_key, token.value.empty() ? "" : token.value.front()});
  return words;
}

void take_positional(Given& given, const Option& positional, const Groups& groups, const po::option& token) {
  const std::string& text = token.value.front();
  if (text != token.original_tokens.front()) known_argument(groups, "");  // "--=text" has no name
  const bool is_program = positional.placeholder == "PROGRAM";
  if (const auto other = given.find(positional.name); other != given.end())
    throw text::InputError(
        "one " + positional.placeholder + " is enough: " + text::quoted(other->second.text) + " and " +
        text::quoted(text) +
        (is_program ? " were given; write what it shall do after --" : " were given; quote it"));
  given.emplace(positional.name, Value{text, positional.placeholder});
}

void take_option(Given& given, const Groups& groups, const po::option& token) {
  const Option& option = known_argument(groups, token.string_key);
  const auto text = token.value.empty() ? "" : token.value.front();
  const bool next_token = token.original_tokens.size() > 1;
  if (next_token && text.starts_with("--"))
    fail("--" + option.name, "a value is missing before " + text::quoted(text) + "; write " + usage(option));
  keep(given, option.name, {text, "--" + option.name});
}

bool is_on(const std::string& text, const std::string& where) {
  return choose<bool>(
      text, where,
      {{"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"on", true}, {"off", false}});
}

/// The options of the command line alone, not of a file.
Group general_group() {
  return {
      "General options",
      {{"config",
        "FILE",
        "Read FILE, with lines such as seed = 1 and quiet = yes; paths in it are seen from its folder. The "
        "command line wins over it.",
        {}},
       {"help", "", "Show this text (also -h).", {}},
       {"version", "", "Show the version.", {}}}};
}

/// What a configuration file says. A flag is there when it is on, and a path is as seen from here.
Given read_file(const Groups& groups, const Value& config) {
  Given given;
  std::set<std::string> off;
  for (const Setting& setting : read_settings(config)) {
    const auto where = setting.where + ": " + text::printable(setting.name);
    for (const Option& option : general_group().options)
      if (option.name == setting.name) fail(where, "stands on the command line only; leave it out here");
    const Option& option = known(groups, setting.name, where, "");
    if (is_flag(option)) {
      const bool is_set = is_on(setting.value, where);
      if (off.contains(option.name) || (!is_set && given.contains(option.name)))
        fail(where, "given twice; write it once");
      if (is_set)
        keep(given, option.name, {"", where});
      else
        off.insert(option.name);
    } else {
      keep(given, option.name,
           {option.names == Option::Names::a_path ? path_in(config.text, setting.value) : setting.value,
            where});
    }
  }
  return given;
}

Groups with_general(Groups groups) {
  groups.push_back(general_group());
  return groups;
}

}  // namespace

Parser::Parser(Program program, std::vector<Group> groups)
    : program_(std::move(program)), groups_(std::move(groups)) {
  groups_.insert(groups_.begin(), {program_.positional.placeholder, {program_.positional}});
}

Values Parser::parse(const std::vector<std::string>& arguments) const {
  const auto groups = with_general(groups_);
  const auto tokens = split(groups, arguments);
  refuse_mistaken(groups, program_.positional, words_of(tokens));
  for (const po::option& token : tokens) {
    if (token.string_key == "help") return {.request = Request::help};
    if (token.string_key == "version") return {.request = Request::version};
  }
  Values values;
  for (const Group& group : groups_)
    for (const Option& option : group.options)
      if (option.default_text) values.defaults[option.name] = {*option.default_text, "--" + option.name};
  for (const po::option& token : tokens) {
    if (token.string_key.empty())
      take_positional(values.given, program_.positional, groups, token);
    else
      take_option(values.given, groups, token);
  }
  if (const auto config = values.given.find("config"); config != values.given.end())
    values.given.merge(read_file(groups_, config->second));  // keeps what the command line gave
  return values;
}

std::optional<Option::Use> Parser::use_of(const std::string& name) const {
  for (const Group& group : with_general(groups_))
    for (const Option& option : group.options)
      if (option.name == name) return option.use;
  return std::nullopt;
}

std::string Parser::help() const {
  std::ostringstream text;
  text << "Usage: " << program_.name << " [" << program_.positional.placeholder << "] [OPTIONS]\n\n"
       << program_.summary << "\n"
       << describe(with_general(groups_)) << (program_.language.empty() ? "" : "\n") << program_.language
       << "\nExamples:\n"
       << program_.examples << "\n";
  return text.str();
}

}  // namespace quadrille::options
