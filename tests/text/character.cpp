#include "quadrille/text/character.hpp"

#include <string>

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

std::string message(std::string_view text) { return foreign_message(text, find_foreign(text).value()); }

TEST(Foreign, IsWhatIsNotAscii) {
  EXPECT_EQ(find_foreign(""), std::nullopt);
  EXPECT_EQ(find_foreign("x^2 ~ normal(\t0)\r\n\v\f"), std::nullopt);
  EXPECT_EQ(find_foreign("2·x²"), 1U);
  EXPECT_EQ(find_foreign("2·x²", 2), 2U);  // within the first one
  EXPECT_EQ(find_foreign("2·x²", 3), 4U);
  EXPECT_EQ(find_foreign("x\x7f"), 1U);
  EXPECT_EQ(foreign_length("√x", 0), 3U);
  EXPECT_EQ(foreign_length("\xff", 0), 1U);
}

TEST(Foreign, IsNamedAndReplaced) {
  EXPECT_EQ(message("x − 1"), "'−' is U+2212, a minus sign; write -");
  EXPECT_EQ(message("x – 1"), "'–' is U+2013, a dash; write -");
  EXPECT_EQ(message("x\u00a0+ 1"), "this is U+00A0, a no-break space; write a space");
  EXPECT_EQ(message("\ufeffx"), "this is U+FEFF, a byte order mark, which cannot be seen; leave it out");
  EXPECT_EQ(message("x\u200b"), "this is U+200B, a character that cannot be seen; leave it out");
  EXPECT_EQ(message("σ"), "'σ' is U+03C3, the Greek letter sigma; write sigma");
  EXPECT_EQ(message("ς"), "'ς' is U+03C2, the Greek letter sigma; write sigma");
  EXPECT_EQ(message("Ω"), "'Ω' is U+03A9, a Greek capital letter; write Omega");
  EXPECT_EQ(message("α"), "'α' is U+03B1, the Greek letter alpha; write alpha");
  EXPECT_EQ(message("2π"), "'π' is U+03C0, the Greek letter pi; write pi");
  EXPECT_EQ(message("x²"), "'²' is U+00B2, a superscript two; write ^2");
  EXPECT_EQ(message("x≤1"), "'≤' is U+2264, a less-or-equal sign; write <=");
  EXPECT_EQ(message("√x"), "'√' is U+221A, a root sign; write sqrt(..)");
  EXPECT_EQ(message("2×3"), "'×' is U+00D7, a multiplication sign; write *");
  EXPECT_EQ(message("（x"), "'（' is U+FF08, a wide character; write (");
  EXPECT_EQ(message("𝑥"), "'𝑥' is U+1D465, a mathematical letter or digit; write it in plain ASCII");
  EXPECT_EQ(message("größe"), "'ö' is U+00F6; names have the letters a to z and A to Z, digits and _");
  EXPECT_EQ(message("x\x01"), "this is U+0001, a control character; leave it out");
  EXPECT_EQ(message("gr\xf6\xdf"),
            "the byte \\xf6 is no character of UTF-8; write ASCII, or save the text as UTF-8");
}

TEST(Foreign, HintIsTheEndOfAMessage) {
  EXPECT_EQ(foreign_hint("12"), "");
  EXPECT_EQ(foreign_hint("−12"), "; in it '−' is U+2212, a minus sign; write -");
}

}  // namespace
}  // namespace quadrille::text
