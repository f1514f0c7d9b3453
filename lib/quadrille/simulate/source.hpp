// The text of a model while it is read: its slices know where they stand.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "quadrille/formula/expression.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::simulate {

/// Slices are views of *text.
struct Source {
  std::shared_ptr<const std::string> text;
  std::string name;  ///< of the file

  /// Returns the place of a formula, for the formula's own messages.
  formula::Origin origin(std::string_view slice) const;
  /// Returns an error with carets under the slice; under the place behind it where it is empty.
  text::InputError error(std::string_view message, std::string_view slice) const;
  /// Returns the line of the slice, from 1.
  std::size_t line(std::string_view slice) const;
};

/// Returns the name at the beginning of the slice: a letter or _, then letters, digits and _; or "".
std::string_view leading_name(std::string_view slice);

/// Returns the slice where `name` first stands as a word of the formula; empty, at its end, if nowhere.
std::string_view find_name(std::string_view formula, std::string_view name);

/// Returns the empty slice behind this one.
inline std::string_view end_of(std::string_view slice) { return slice.substr(slice.size()); }

}  // namespace quadrille::simulate
