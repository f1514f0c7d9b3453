// What a command line and a configuration file said.
#pragma once

#include <map>
#include <string>

namespace quadrille::options {

/// The things that a user can ask for.
enum class Request { run, help, version };

/// The text that an option was given, and what messages about it begin with: "--samples", "FORMULA", or
/// "study.ini: samples".
struct Value {
  std::string text;
  std::string where;
};

/// The options by name, without dashes. The positional argument is the option of its name in lower case.
struct Values {
  Request request = Request::run;              ///< help and version leave the rest empty
  std::map<std::string, Value> given = {};     ///< by the user; a flag that is on has the text ""
  std::map<std::string, Value> defaults = {};  ///< of the options that have one

  /// Returns whether the user gave the option, or set the flag.
  bool has(const std::string& name) const { return given.contains(name); }

  /// Returns what the user gave, or else the default; nullptr when there is neither.
  const Value* find(const std::string& name) const {
    if (const auto found = given.find(name); found != given.end()) return &found->second;
    const auto found = defaults.find(name);
    return found == defaults.end() ? nullptr : &found->second;
  }

  /// Returns the same of an option that has a default. Throws std::out_of_range for another.
  const Value& at(const std::string& name) const { return has(name) ? given.at(name) : defaults.at(name); }
};

}  // namespace quadrille::options
