#include "quadrille/text/trimmed.hpp"

namespace quadrille::text {

std::string_view trimmed(std::string_view slice, std::string_view blanks) {
  const auto first = slice.find_first_not_of(blanks);
  if (first == std::string_view::npos) return slice.substr(0, 0);
  return slice.substr(first, slice.find_last_not_of(blanks) + 1 - first);
}

}  // namespace quadrille::text
