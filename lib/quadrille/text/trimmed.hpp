// A text without what stands around it.
#pragma once

#include <string_view>

namespace quadrille::text {

/// Returns the slice without `blanks` (spaces, tabs and a CRLF's carriage return) at either end. It lies
/// within the slice, also where it is empty.
std::string_view trimmed(std::string_view slice, std::string_view blanks = " \t\r");

}  // namespace quadrille::text
