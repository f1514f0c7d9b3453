#include "quadrille/simulate/source.hpp"

#include <algorithm>

#include "quadrille/formula/names.hpp"
#include "quadrille/text/place.hpp"

namespace quadrille::simulate {
namespace {

std::size_t offset(const Source& source, std::string_view slice) {
  return static_cast<std::size_t>(slice.data() - source.text->data());
}

}  // namespace

formula::Origin Source::origin(std::string_view slice) const { return {text, offset(*this, slice), name}; }

text::InputError Source::error(std::string_view message, std::string_view slice) const {
  return text::error_at(message, {*text, offset(*this, slice), std::max<std::size_t>(slice.size(), 1), name});
}

std::size_t Source::line(std::string_view slice) const {
  const auto before = std::string_view(*text).substr(0, offset(*this, slice));
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

std::string_view leading_name(std::string_view slice) {
  if (slice.empty() || !formula::is_letter(slice.front())) return slice.substr(0, 0);
  const auto end = std::ranges::find_if_not(slice, formula::is_word);
  return slice.substr(0, static_cast<std::size_t>(end - slice.begin()));
}

std::string_view find_name(std::string_view formula, std::string_view name) {
  for (std::size_t at = 0; at < formula.size(); ++at) {
    const auto word = leading_name(formula.substr(at));
    if (word == name) return word;
    // Skip the word, or a number whole: the e of 1e5 is no name.
    while (at + 1 < formula.size() && formula::is_word(formula[at]) && formula::is_word(formula[at + 1]))
      ++at;
  }
  return end_of(formula);
}

}  // namespace quadrille::simulate
