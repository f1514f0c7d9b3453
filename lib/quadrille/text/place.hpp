// Where in a source text something is wrong, shown to people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "quadrille/text/error.hpp"

namespace quadrille::text {

/// A stretch of a source text of one or many lines.
struct Place {
  std::string_view source = {};  ///< the whole text
  std::size_t offset = 0;        ///< of its first byte; at or past the end of the source means its end
  std::size_t length = 1;        ///< in bytes; at least one caret is drawn, and none past the end of the line
  std::string_view name = {};    ///< of the source: a file's name, "FORMULA"
};

/// Returns "NAME:LINE:COLUMN", both numbers from 1, columns in characters.
std::string location(const Place& place);

/// Returns the line of the place, and below it carets under the place, each indented by two spaces and
/// without a final newline. A long line is cut to a window around the place, with ".." where it goes on. Each
/// character takes one column: a tab is shown as a space, what cannot be printed as '?'.
std::string excerpt(const Place& place);

/// Returns an error that says "NAME:LINE:COLUMN: message", and the excerpt below it.
InputError error_at(std::string_view message, const Place& place);

}  // namespace quadrille::text
