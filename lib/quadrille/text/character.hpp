// A character that our languages do not have: what it is, and what to write instead.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quadrille::text {

/// Returns the first byte, at `from` or behind it, of the first character that is neither printable ASCII nor
/// a tab, a blank or a line's end; none if there is no such character.
std::optional<std::size_t> find_foreign(std::string_view text, std::size_t from = 0);

/// Returns the length in bytes of the foreign character at text[at]; 1 also for a byte that is no UTF-8.
std::size_t foreign_length(std::string_view text, std::size_t at);

/// Returns what a foreign character is and what to write: "'−' is U+2212, a minus sign; write -".
std::string foreign_message(std::string_view text, std::size_t at);

/// Returns the end of a message on a text with a foreign character, "; in it '−' is U+2212, ..", or "".
std::string foreign_hint(std::string_view text);

}  // namespace quadrille::text
