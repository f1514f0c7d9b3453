// Configuration files: lines of NAME = VALUE.
#pragma once

#include <string>
#include <vector>

#include "quadrille/options/values.hpp"

namespace quadrille::options {

/// A line that sets something.
struct Setting {
  std::string where;  ///< "study.ini:3", lines counted from 1
  std::string name;   ///< as written, without blanks around it
  std::string value;  ///< likewise; empty if nothing follows the sign
};

/// Returns the lines of the file that `config` names. Lines end in LF, CR LF or CR; empty ones are skipped;
/// from a # at a line's begin or after a blank on, all is a remark. A byte-order mark of UTF-8 is skipped.
/// Throws text::InputError for what cannot be read and for lines of any other kind.
std::vector<Setting> read_settings(const Value& config);

/// Returns a path that stands in a file, as seen from where the program runs: from the folder of the file,
/// unless it is absolute, empty or "-", or the file is a pipe.
std::string path_in(const std::string& file, const std::string& path);

}  // namespace quadrille::options
