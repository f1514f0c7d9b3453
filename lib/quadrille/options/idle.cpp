#include "quadrille/options/idle.hpp"

#include <algorithm>

#include "quadrille/text/error.hpp"

namespace quadrille::options {

void refuse_idle(const Values& values, const std::string& ruling, const std::string& does,
                 std::initializer_list<std::string_view> effective) {
  if (!values.has(ruling)) return;
  const auto is_from_file = [](const Value& value) { return value.where.find(": ") != std::string::npos; };
  const Value& ruler = values.given.at(ruling);
  for (const auto& [name, value] : values.given) {
    if (name == ruling || std::ranges::count(effective, name) > 0) continue;
    if (is_from_file(value) && !is_from_file(ruler)) continue;
    throw text::InputError(ruler.where + ' ' + does + "; leave out " + value.where);
  }
}

}  // namespace quadrille::options
