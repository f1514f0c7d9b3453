#include "quadrille/text/place.hpp"

#include <algorithm>
#include <vector>

#include "quadrille/text/quote.hpp"

namespace quadrille::text {
namespace {

constexpr std::size_t window = 90;  // columns of the source line that are shown

/// A character of a line: where it begins there, in bytes, and what is shown for it.
struct Cell {
  std::size_t begin;
  std::string shown;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < line.size();) {
    const auto length = printable_length(line, at);
    cells.push_back({at, length ? std::string(line.substr(at, length)) : line[at] == '\t' ? " " : "?"});
    at += length ? length : 1;
  }
  return cells;
}

/// The line of a place: its number from 1, its characters, and which of them [first, last) the place covers.
struct Line {
  std::size_t number;
  std::vector<Cell> cells;
  std::size_t first, last;
};

Line line_of(const Place& place) {
  const auto source = place.source;
  const auto offset = std::min(place.offset, source.size());
  const auto before = source.substr(0, offset);
  const auto begin = before.rfind('\n') + 1;  // npos + 1 is 0
  auto text = source.substr(begin, source.find('\n', offset) - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);

  Line line{1 + static_cast<std::size_t>(std::ranges::count(before, '\n')), cells_of(text), 0, 0};
  const auto begins_before = [&](std::size_t at) {
    return static_cast<std::size_t>(std::ranges::lower_bound(line.cells, at, {}, &Cell::begin) -
                                    line.cells.begin());
  };
  const auto at = std::min(offset - begin, text.size());
  const auto end = at + std::min(place.length, text.size() - at);
  line.first = at < text.size() ? begins_before(at + 1) - 1 : line.cells.size();
  line.last = std::max(begins_before(end), line.first);
  return line;
}

}  // namespace

std::string location(const Place& place) {
  const auto line = line_of(place);
  return printable(place.name) + ":" + std::to_string(line.number) + ":" + std::to_string(line.first + 1);
}

std::string excerpt(const Place& place) {
  const auto line = line_of(place);
  const auto size = line.cells.size();
  const auto latest = size > window ? size - window : 0;
  const auto from = std::min(line.first > window / 2 ? line.first - window / 2 : 0, latest);
  const auto to = std::min(from + window, size);

  std::string shown = from > 0 ? ".." : "";
  const auto indent = 2 + shown.size() + (line.first - from);
  for (std::size_t i = from; i < to; ++i) shown += line.cells[i].shown;
  if (to < size) shown += "..";
  const auto carets = std::max<std::size_t>(1, std::min(line.last, to) - line.first);
  return "  " + shown + "\n" + std::string(indent, ' ') + std::string(carets, '^');
}

InputError error_at(std::string_view message, const Place& place) {
  return InputError(location(place) + ": " + std::string(message) + "\n" + excerpt(place));
}

}  // namespace quadrille::text
