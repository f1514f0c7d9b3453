#include "quadrille/text/character.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "quadrille/text/quote.hpp"

namespace quadrille::text {
namespace {

/// Characters [first, last] of one kind.
struct Known {
  std::uint32_t first, last;
  const char* name;   ///< with its article
  const char* write;  ///< what to do instead: "write -"
};

constexpr Known known[] = {
    {0x00, 0x1f, "a control character", "leave it out"},
    {0x7f, 0x9f, "a control character", "leave it out"},
    {0xa0, 0xa0, "a no-break space", "write a space"},
    {0xab, 0xab, "a quotation mark", "leave it out"},
    {0xac, 0xac, "a not sign", "write not"},
    {0xad, 0xad, "a soft hyphen, which cannot be seen", "leave it out"},
    {0xb0, 0xb0, "a degree sign", "write *pi/180"},
    {0xb1, 0xb1, "a plus-minus sign", "write + or -"},
    {0xb2, 0xb2, "a superscript two", "write ^2"},
    {0xb3, 0xb3, "a superscript three", "write ^3"},
    {0xb4, 0xb4, "an acute accent", "leave it out"},
    {0xb5, 0xb5, "a micro sign", "write mu"},
    {0xb7, 0xb7, "a middle dot", "write *"},
    {0xb9, 0xb9, "a superscript one", "leave it out"},
    {0xbb, 0xbb, "a quotation mark", "leave it out"},
    {0xbc, 0xbc, "a fraction", "write (1/4)"},
    {0xbd, 0xbd, "a fraction", "write (1/2)"},
    {0xbe, 0xbe, "a fraction", "write (3/4)"},
    {0xd7, 0xd7, "a multiplication sign", "write *"},
    {0xf7, 0xf7, "a division sign", "write /"},
    {0x02c6, 0x02c6, "a circumflex", "write ^"},
    {0x02dc, 0x02dc, "a small tilde", "write ~"},
    {0x0300, 0x036f, "a combining accent", "leave it out"},
    {0x0370, 0x03ff, "a Greek letter", "write its name"},
    {0x0400, 0x052f, "a Cyrillic letter", "write a Latin one"},
    {0x2000, 0x200a, "a space of another width", "write a space"},
    {0x200b, 0x200f, "a character that cannot be seen", "leave it out"},
    {0x2010, 0x2011, "a hyphen", "write -"},
    {0x2012, 0x2015, "a dash", "write -"},
    {0x2018, 0x201f, "a quotation mark", "leave it out"},
    {0x2026, 0x2026, "an ellipsis", "write out what it stands for"},
    {0x2028, 0x2029, "a line separator", "write an ordinary line end"},
    {0x202a, 0x202e, "a character that cannot be seen", "leave it out"},
    {0x202f, 0x202f, "a narrow no-break space", "write a space"},
    {0x2032, 0x2033, "a prime", "leave it out, or write another name"},
    {0x2044, 0x2044, "a fraction slash", "write /"},
    {0x205f, 0x205f, "a mathematical space", "write a space"},
    {0x2060, 0x2064, "a character that cannot be seen", "leave it out"},
    {0x2070, 0x2070, "a superscript zero", "write ^0"},
    {0x2074, 0x2079, "a superscript digit", "write ^ and the digit"},
    {0x207b, 0x207b, "a superscript minus", "write ^- and the number"},
    {0x207f, 0x207f, "a superscript n", "write ^n"},
    {0x2080, 0x2089, "a subscript digit", "write the digit, as in x1"},
    {0x2107, 0x2107, "Euler's constant", "write e"},
    {0x2147, 0x2147, "Euler's number", "write e"},
    {0x2190, 0x2190, "an arrow", "write ="},
    {0x2192, 0x2192, "an arrow", "leave it out"},
    {0x2208, 0x2208, "an element sign", "write comparisons, such as 0 < x < 1"},
    {0x220f, 0x220f, "a product sign", "write the factors out"},
    {0x2211, 0x2211, "a sum sign", "write the terms out"},
    {0x2212, 0x2212, "a minus sign", "write -"},
    {0x2215, 0x2215, "a division slash", "write /"},
    {0x2217, 0x2217, "an asterisk operator", "write *"},
    {0x2219, 0x2219, "a bullet operator", "write *"},
    {0x221a, 0x221a, "a root sign", "write sqrt(..)"},
    {0x221b, 0x221b, "a cube root sign", "write cbrt(..)"},
    {0x221c, 0x221c, "a fourth root sign", "write (..)^0.25"},
    {0x221e, 0x221e, "an infinity sign", "write a finite number"},
    {0x2223, 0x2223, "a bar", "write abs(..)"},
    {0x2227, 0x2227, "a logical and", "write and"},
    {0x2228, 0x2228, "a logical or", "write or"},
    {0x222b, 0x222b, "an integral sign", "leave it out: the program integrates"},
    {0x223c, 0x223c, "a tilde operator", "write ~"},
    {0x2248, 0x2248, "an almost equal sign", "write a comparison, such as abs(x - y) < 1e-6"},
    {0x2254, 0x2254, "an assignment", "write ="},
    {0x2260, 0x2260, "a not equal sign", "write !="},
    {0x2261, 0x2261, "an identity sign", "write =="},
    {0x2264, 0x2264, "a less-or-equal sign", "write <="},
    {0x2265, 0x2265, "a greater-or-equal sign", "write >="},
    {0x2266, 0x2266, "a less-or-equal sign", "write <="},
    {0x2267, 0x2267, "a greater-or-equal sign", "write >="},
    {0x22c5, 0x22c5, "a dot operator", "write *"},
    {0x2308, 0x2309, "a ceiling bracket", "write ceil(..)"},
    {0x230a, 0x230b, "a floor bracket", "write floor(..)"},
    {0x2a7d, 0x2a7d, "a less-or-equal sign", "write <="},
    {0x2a7e, 0x2a7e, "a greater-or-equal sign", "write >="},
    {0x3000, 0x3000, "an ideographic space", "write a space"},
    {0xfeff, 0xfeff, "a byte order mark, which cannot be seen", "leave it out"},
    {0xfffd, 0xfffd, "what stands for a character that was lost", "write the one that was meant"},
    {0x1d400, 0x1d7ff, "a mathematical letter or digit", "write it in plain ASCII"},
};

/// From U+0391 and from U+03B1 on; "" where there is none.
constexpr const char* greek[] = {"alpha",   "beta", "gamma", "delta",  "epsilon", "zeta", "eta",
                                 "theta",   "iota", "kappa", "lambda", "mu",      "nu",   "xi",
                                 "omicron", "pi",   "rho",   "sigma",  "sigma",   "tau",  "upsilon",
                                 "phi",     "chi",  "psi",   "omega"};

/// A character: which, in how many bytes; nothing where the bytes are no UTF-8.
struct Decoded {
  std::uint32_t code = 0;
  std::size_t length = 0;
};

Decoded decoded(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return {};
  std::uint32_t code = lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0U) != 0x80) return {};
    code = code << 6U | (byte(at + i) & 0x3fU);
  }
  return {code, length};
}

/// Blanks and characters without a shape of their own are told by their names alone.
bool is_seen(std::uint32_t code) {
  constexpr std::pair<std::uint32_t, std::uint32_t> unseen[] = {
      {0x00, 0x20},     {0x7f, 0xa0},     {0xad, 0xad},     {0x0300, 0x036f}, {0x2000, 0x200f},
      {0x2028, 0x202f}, {0x205f, 0x206f}, {0x3000, 0x3000}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}};
  return std::ranges::none_of(unseen,
                              [&](const auto& range) { return code >= range.first && code <= range.second; });
}

std::string named(std::uint32_t code) {
  constexpr std::uint32_t capital_alpha = 0x391, alpha = 0x3b1;
  const auto letter = [&](std::uint32_t first) { return code >= first && code < first + std::size(greek); };
  if (letter(alpha)) {
    const std::string name = greek[code - alpha];
    return ", the Greek letter " + name + "; write " + name;
  }
  if (letter(capital_alpha)) {
    std::string name = greek[code - capital_alpha];
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return ", a Greek capital letter; write " + name;
  }
  if (code >= 0xff01 && code <= 0xff5e)
    return std::string(", a wide character; write ") + static_cast<char>(code - 0xff01 + '!');
  const auto* found = std::ranges::find_if(
      known, [&](const Known& range) { return code >= range.first && code <= range.last; });
  if (found != std::end(known)) return std::string(", ") + found->name + "; " + found->write;
  return "; names have the letters a to z and A to Z, digits and _";
}

}  // namespace

std::optional<std::size_t> find_foreign(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x7f || (byte < 0x20 && (byte < '\t' || byte > '\r'))) return at;
  }
  return std::nullopt;
}

std::size_t foreign_length(std::string_view text, std::size_t at) {
  return std::max<std::size_t>(1, decoded(text, at).length);
}

std::string foreign_message(std::string_view text, std::size_t at) {
  const Decoded character = decoded(text, at);
  if (character.length == 0)
    return "the byte " + printable(text.substr(at, 1)) +
           " is no character of UTF-8; write ASCII, or save the text as UTF-8";
  char code[16];
  std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(character.code));
  const std::string shown =
      is_seen(character.code) ? quoted(text.substr(at, character.length)) + " is " : "this is ";
  return shown + code + named(character.code);
}

std::string foreign_hint(std::string_view text) {
  const auto at = find_foreign(text);
  if (!at) return "";
  return "; in it " + foreign_message(text, *at);
}

}  // namespace quadrille::text
