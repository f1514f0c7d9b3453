// JSON with exact numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "quadrille/text/note.hpp"

namespace quadrille::report {

/// A JSON value whose objects keep the order in which their members were added.
using Json = nlohmann::ordered_json;

/// Returns the document as text with a final newline: objects and arrays of objects one member a line, arrays
/// of plain values on one line. Doubles are the shortest text that reads back (nlohmann's own are not always
/// shortest); NaN and infinities are the strings "nan", "inf" and "-inf".
std::string dump(const Json& value);

/// Returns the value as it stands in a document, `depth` objects or arrays deep; without a final newline.
std::string dump_within(const Json& value, std::size_t depth);

/// Returns an array of objects with the notes' members; `where` is null for the whole result.
Json to_json(const std::vector<text::Note>& notes);

/// Returns the codes of notes that apply to a row, between spaces: those on the whole result, then `of_row`,
/// each once.
std::string codes(const std::vector<text::Note>& notes, const std::vector<std::string>& of_row);

/// Returns the value, or null for what does not exist.
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace quadrille::report
