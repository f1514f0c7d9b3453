// A user's text inside a message of ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quadrille::text {

/// Returns the length in bytes, 1 to 4, of the character at text[at]; 0 for a control character (so also for
/// a tab or a line's end) and for bytes that are not UTF-8. Requires at < text.size().
std::size_t printable_length(std::string_view text, std::size_t at);

/// Returns the text on one line, harmless to a terminal: control characters and bytes that are not UTF-8 as
/// `\x1b`, the middle of a text of more than 60 characters as "..".
std::string printable(std::string_view text);

/// Returns printable(text) between single quotes. (Call it as text::quoted: a bare call with a std::string
/// may also find std::quoted.)
std::string quoted(std::string_view text);

/// Returns the text as one word of a shell's command line.
std::string shell_word(std::string_view text);

}  // namespace quadrille::text
