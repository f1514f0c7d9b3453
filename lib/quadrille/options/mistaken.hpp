// Command lines that are written as for other programs.
#pragma once

#include <string>
#include <vector>

#include "quadrille/options/parser.hpp"

namespace quadrille::options {

/// A word of a command line: the option's name without dashes ("" for a positional argument), and its value.
struct Word {
  std::string option;
  std::string text;
};

/// Throws text::InputError, which says what to write, for bounds without --from and --to, lists with blanks,
/// one letter or a name after one dash, names without dashes, and dashes that are other characters.
void refuse_mistaken(const std::vector<Group>& groups, const Option& positional,
                     const std::vector<Word>& words);

}  // namespace quadrille::options
