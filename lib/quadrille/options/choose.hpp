// One of a few names.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quadrille/text/error.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::options {

/// Returns what `text` names: choose<Format>("csv", "--format", {{"table", Format::table}, {"csv",
/// Format::csv}}). Case counts. Throws text::InputError, with all names and the nearest, for any other text.
template <class Choice>
Choice choose(std::string_view text, std::string_view where,
              std::initializer_list<std::pair<std::string_view, Choice>> choices) {
  std::vector<std::string_view> names;
  std::string list;
  for (const auto& [name, choice] : choices) {
    if (name == text) return choice;
    names.push_back(name);
    list.append(list.empty() ? "" : ", ").append(name);
  }
  throw text::InputError(std::string(where) + ": " + text::quoted(text) + " is none of " + list +
                         text::suggestion(text, names));
}

}  // namespace quadrille::options
