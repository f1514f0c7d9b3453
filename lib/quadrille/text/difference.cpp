#include "quadrille/text/difference.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "quadrille/text/quote.hpp"

namespace quadrille::text {
namespace {

constexpr std::size_t longest_whole = 60, context = 20, window = 55;  // bytes

using Line = std::optional<std::string_view>;

Line take_line(Line& text) {
  if (!text) return std::nullopt;
  const auto end = text->find('\n');
  const auto line = text->substr(0, end);
  text = end == std::string_view::npos ? Line() : Line(text->substr(end + 1));
  return line;
}

bool continues_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80;
}

std::string window_at(std::string_view line, std::size_t first_difference) {
  if (line.size() <= longest_whole) return printable(line);
  std::size_t begin =
      std::min(first_difference > context ? first_difference - context : 0, line.size() - window);
  std::size_t end = begin + window;
  while (begin > 0 && continues_character(line, begin)) --begin;
  while (end < line.size() && continues_character(line, end)) ++end;
  return (begin > 0 ? ".." : "") + printable(line.substr(begin, end - begin)) +
         (end < line.size() ? ".." : "");
}

std::string shown(const Line& line, std::size_t first_difference, bool is_whole) {
  if (!line) return "no line";
  if (is_whole) return window_at(*line, first_difference);
  return line->empty() ? "empty" : "'" + window_at(*line, first_difference) + "'";
}

}  // namespace

std::string difference(std::string_view there, std::string_view here) {
  const bool is_whole =
      there.find('\n') == std::string_view::npos && here.find('\n') == std::string_view::npos;
  Line rest_there = there, rest_here = here, line_there, line_here;
  std::size_t number = 0;
  do {
    line_there = take_line(rest_there);
    line_here = take_line(rest_here);
    ++number;
  } while (line_there == line_here && (rest_there || rest_here));
  const auto a = line_there.value_or(""), b = line_here.value_or("");
  const auto first = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const auto text =
      shown(line_there, first, is_whole) + " there and " + shown(line_here, first, is_whole) + " here";
  return is_whole ? text : text + " in line " + std::to_string(number);
}

}  // namespace quadrille::text
