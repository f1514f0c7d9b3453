#include "quadrille/text/quote.hpp"

#include <string>

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

TEST(Quoted, PutsTextBetweenQuotes) {
  EXPECT_EQ(quoted(""), "''");
  EXPECT_EQ(quoted("1/(1+x^2)"), "'1/(1+x^2)'");
}

TEST(Printable, KeepsUtf8) { EXPECT_EQ(printable("π ≈ 3.14 \xf0\x9f\x8e\xb2"), "π ≈ 3.14 \xf0\x9f\x8e\xb2"); }

TEST(Printable, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\nb\t\x1b[31m\x7f"), "a\\x0ab\\x09\\x1b[31m\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"
                      "1m"),
            "\\xc2\\x9b1m");  // the one-character form of ESC [
}

TEST(Printable, EscapesBytesThatAreNotUtf8) {
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("\xcf"), "\\xcf");  // the character ends early
  EXPECT_EQ(printable("\xe2\x89x"), "\\xe2\\x89x");
  EXPECT_EQ(printable("\x80\xc0\xaf"), "\\x80\\xc0\\xaf");  // a lone tail, an overlong slash
}

TEST(Printable, CutsTheMiddleOfALongText) {
  EXPECT_EQ(printable(std::string(60, 'a')), std::string(60, 'a'));
  EXPECT_EQ(printable("b" + std::string(100000, 'a') + "c"),
            "b" + std::string(39, 'a') + ".." + std::string(17, 'a') + "c");
}

TEST(Printable, NeverCutsWithinACharacter) {
  std::string text, head, tail;
  for (int i = 0; i < 61; ++i) text += "π";
  for (int i = 0; i < 40; ++i) head += "π";
  for (int i = 0; i < 18; ++i) tail += "π";
  EXPECT_EQ(printable(text), head + ".." + tail);
}

TEST(PrintableLength, CountsTheBytesOfACharacter) {
  EXPECT_EQ(printable_length("aπ≈\xf0\x9f\x8e\xb2", 0), 1u);
  EXPECT_EQ(printable_length("aπ≈\xf0\x9f\x8e\xb2", 1), 2u);
  EXPECT_EQ(printable_length("aπ≈\xf0\x9f\x8e\xb2", 3), 3u);
  EXPECT_EQ(printable_length("aπ≈\xf0\x9f\x8e\xb2", 6), 4u);
  EXPECT_EQ(printable_length("aπ", 2), 0u);
  EXPECT_EQ(printable_length("\t", 0), 0u);
}

TEST(ShellWord, IsQuotedWhereAShellWouldSplitOrChangeIt) {
  EXPECT_EQ(shell_word("lab.txt"), "lab.txt");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("1/(1+x^2)"), "'1/(1+x^2)'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("gr\xf6\xdf\x65's \\\n"), "$'gr\\xf6\\xdfe\\'s \\\\\\x0a'");
}

}  // namespace
}  // namespace quadrille::text
