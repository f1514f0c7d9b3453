// A user's text inside a message of ours.
#pragma once

#include <string>
#include <string_view>

namespace quadrille::text {

/// The text on one line, harmless to a terminal: control characters and bytes that are not UTF-8 as `\x1b`,
/// the middle of a text of more than 60 characters as "..".
std::string printable(std::string_view text);

/// printable(text) between single quotes.
std::string quoted(std::string_view text);

}  // namespace quadrille::text
