// The name that was probably meant.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>

#include "quadrille/text/quote.hpp"

namespace quadrille::text {

/// A range of names: of std::string, std::string_view or literals.
template <class Range>
concept Names = std::ranges::input_range<Range> &&
    std::convertible_to<std::ranges::range_reference_t<Range>, std::string_view>;

/// Returns the distance of `name` from `candidate`: inserted, deleted, replaced and exchanged neighbouring
/// bytes (Damerau 1964, Levenshtein 1966; no byte is edited twice), whatever the case of ASCII letters; 1
/// when `name`, of at least three bytes, begins `candidate`. None when that is too far to have been meant:
/// more than a third of the longer one.
std::optional<std::size_t> likeness(std::string_view name, std::string_view candidate);

/// Returns the nearest of `names`, the first of those that are as near, or none when nothing is near.
template <Names Range>
std::optional<std::string> nearest(std::string_view name, const Range& names) {
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (std::string_view candidate : names) {
    const auto distance = likeness(name, candidate);
    if (!distance || (best && *distance >= best_distance)) continue;
    best = candidate;
    best_distance = *distance;
  }
  return best;
}

/// Returns the end of a message on an unknown name: "; did you mean 'sin'?", or "" when nothing is near.
template <Names Range>
std::string suggestion(std::string_view name, const Range& names) {
  const auto meant = nearest(name, names);
  return meant ? "; did you mean " + text::quoted(*meant) + "?" : "";
}

}  // namespace quadrille::text
