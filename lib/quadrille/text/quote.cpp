#include "quadrille/text/quote.hpp"

#include <vector>

namespace quadrille::text {
namespace {

std::string escaped(char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  return {'\\', 'x', digits[value / 16], digits[value % 16]};
}

/// One entry a character, as printable() shows it.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = printable_length(text, at);
    result.push_back(length ? std::string(text.substr(at, length)) : escaped(text[at]));
    at += length ? length : 1;
  }
  return result;
}

bool is_printable(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += printable_length(text, at))
    if (printable_length(text, at) == 0) return false;
  return true;
}

}  // namespace

std::size_t printable_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(at);
  if (lead < 0x80) return lead >= 0x20 && lead != 0x7f;
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (byte(at + i) < 0x80 || byte(at + i) > 0xbf) return 0;
  const bool control = lead == 0xc2 && byte(at + 1) < 0xa0;  // U+0080 to U+009F
  return control ? 0 : length;
}

std::string printable(std::string_view text) {
  constexpr std::size_t longest = 60, head = 40, tail = 18;
  const auto all = characters(text);
  std::string result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool cut = all.size() > longest && i >= head && i < all.size() - tail;
    if (!cut) result += all[i];
    if (cut && i == head) result += "..";
  }
  return result;
}

std::string quoted(std::string_view text) { return std::string("'").append(printable(text)).append("'"); }

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,:@%+=-";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  if (!is_printable(text)) {  // in what bash and its like call ANSI-C quoting
    std::string word = "$'";
    for (const std::string& character : characters(text))
      word += character == "'" ? "\\'" : character == "\\" ? "\\\\" : character;
    return word + '\'';
  }
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

}  // namespace quadrille::text
