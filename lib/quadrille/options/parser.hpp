// The command line and configuration file of a program.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "quadrille/options/values.hpp"

namespace quadrille::options {

/// One option, in the terms of its help.
struct Option {
  std::string name;         ///< without dashes
  std::string placeholder;  ///< what its value is called, "N"; empty for a flag, which has none
  std::string help;         ///< one or two sentences
  std::optional<std::string> default_text;  ///< its value where the user gives none

  enum class Names { anything_else, a_path };
  Names names = Names::anything_else;  ///< what a value stands for; paths in a file are seen from its folder

  /// What an option is, for those who do a program's work in another way than it does.
  enum class Use {
    problem,  ///< has a part in what the numbers are
    amount,   ///< says how much work there is
    choice,   ///< of any work: its seed, how it is shared out, whether it may be long
    report,   ///< is about what is said and written, and by how many
    once      ///< makes no sense for work that is done again and again
  };
  Use use = Use::problem;
};

/// A titled group of options in the help.
struct Group {
  std::string title;
  std::vector<Option> options;
};

/// The text that a program has for its help.
struct Program {
  std::string name;      ///< "integrate"
  std::string summary;   ///< what it does, in lines of at most 100 columns
  Option positional;     ///< named "formula" with the placeholder "FORMULA": also `--formula`, also in files
  std::string examples;  ///< lines below "Examples:" in the help
  std::string language = {};  ///< lines before them, on what the positional argument may hold
};

/// Reads command lines. Every option is text here and may be given once; programs convert it and begin their
/// messages with Value::where. Names are never guessed from abbreviations. A single dash begins no option but
/// `-h`, so that `-x^2` is a FORMULA and `--from -1` has a value; `--` ends the options. `--config FILE`
/// reads lines of `name = value`, where a flag is yes or no (true, false, on, off), and paths are seen from
/// the file's folder; the command line wins over them.
class Parser {
 public:
  /// Groups appear in the help in this order, and `--help`, `--version` and `--config` after them.
  Parser(Program program, std::vector<Group> groups);

  /// Returns the values of the arguments, which come without the program's name. Throws text::InputError.
  Values parse(const std::vector<std::string>& arguments) const;

  /// Returns whether there is an option of that name, without dashes.
  bool knows(const std::string& name) const { return use_of(name).has_value(); }

  /// Returns what the option of that name, without dashes, is; nothing if there is none.
  std::optional<Option::Use> use_of(const std::string& name) const;

  /// Returns the text for `--help`, in lines of at most 100 columns, with a final newline.
  std::string help() const;

 private:
  Program program_;
  std::vector<Group> groups_;
};

}  // namespace quadrille::options
