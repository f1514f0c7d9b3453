#include "quadrille/text/place.hpp"

#include <string>

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

TEST(ErrorAt, ShowsThePlaceBelowTheMessage) {
  const auto error =
      error_at("unknown name 'foo'", {.source = "1 + foo(x)", .offset = 4, .length = 3, .name = "FORMULA"});
  EXPECT_STREQ(error.what(),
               "FORMULA:1:5: unknown name 'foo'\n"
               "  1 + foo(x)\n"
               "      ^^^");
}

TEST(Location, CountsLinesAndCharacters) {
  const std::string model = "a = 1\n\nβ = α + 2\n";
  const auto at = [&](std::size_t offset) {
    return location({.source = model, .offset = offset, .name = "lab.txt"});
  };
  EXPECT_EQ(at(0), "lab.txt:1:1");
  EXPECT_EQ(at(5), "lab.txt:1:6");  // the line's end belongs to the line
  EXPECT_EQ(at(6), "lab.txt:2:1");
  EXPECT_EQ(at(7), "lab.txt:3:1");
  EXPECT_EQ(at(8), "lab.txt:3:1");   // within a character
  EXPECT_EQ(at(12), "lab.txt:3:5");  // β and α are two bytes each
  EXPECT_EQ(at(model.size()), "lab.txt:4:1");
  EXPECT_EQ(at(std::string::npos), "lab.txt:4:1");
}

TEST(Location, MakesTheNameHarmless) { EXPECT_EQ(location({.source = "", .name = "a\nb"}), "a\\x0ab:1:1"); }

TEST(Excerpt, ShowsOnlyTheLine) {
  EXPECT_EQ(excerpt({.source = "first\nsecond\nthird", .offset = 8, .length = 2}), "  second\n    ^^");
  EXPECT_EQ(excerpt({.source = "first\r\nsecond\r\n", .offset = 7, .length = 6}), "  second\n  ^^^^^^");
}

TEST(Excerpt, PointsBehindTheEnd) {
  EXPECT_EQ(excerpt({.source = "1 +", .offset = 3}), "  1 +\n     ^");
  EXPECT_EQ(excerpt({.source = "1 +", .offset = 99, .length = 99}), "  1 +\n     ^");
  EXPECT_EQ(excerpt({.source = "1 +\r\n2", .offset = 4}), "  1 +\n     ^");
  EXPECT_EQ(excerpt({.source = ""}), "  \n  ^");
}

TEST(Excerpt, DrawsAtLeastOneCaretAndNonePastTheLine) {
  EXPECT_EQ(excerpt({.source = "abc\ndef", .offset = 1, .length = 0}), "  abc\n   ^");
  EXPECT_EQ(excerpt({.source = "abc\ndef", .offset = 1, .length = 6}), "  abc\n   ^^");
  EXPECT_EQ(excerpt({.source = "abc", .offset = 1, .length = std::string::npos}), "  abc\n   ^^");
}

TEST(Excerpt, KeepsCaretsAligned) {
  EXPECT_EQ(excerpt({.source = "π·α+x", .offset = 7, .length = 1}), "  π·α+x\n      ^");
  EXPECT_EQ(excerpt({.source = "π·αβ", .offset = 4, .length = 4}), "  π·αβ\n    ^^");
  EXPECT_EQ(excerpt({.source = "\tx\t+ y", .offset = 5}), "   x + y\n       ^");
  EXPECT_EQ(excerpt({.source = "\x1b\xff"
                               "x",
                     .offset = 2}),
            "  ??x\n    ^");
}

std::string a_line(std::size_t before, std::size_t after) {
  return std::string(before, 'a') + "!" + std::string(after, 'b');
}

TEST(Excerpt, CutsLongLinesAroundThePlace) {
  EXPECT_EQ(excerpt({.source = a_line(1000, 1000), .offset = 1000}),
            "  .." + a_line(45, 44) + "..\n" + std::string(49, ' ') + "^");
  EXPECT_EQ(excerpt({.source = a_line(3, 1000), .offset = 3}),
            "  " + a_line(3, 86) + "..\n" + std::string(5, ' ') + "^");
  EXPECT_EQ(excerpt({.source = a_line(1000, 3), .offset = 1000}),
            "  .." + a_line(86, 3) + "\n" + std::string(90, ' ') + "^");
  EXPECT_EQ(excerpt({.source = a_line(45, 44), .offset = 89}),
            "  " + a_line(45, 44) + "\n" + std::string(91, ' ') + "^");
}

TEST(Excerpt, CutsLongPlacesToo) {
  const std::string line(1000, 'x');
  EXPECT_EQ(excerpt({.source = line, .offset = 0, .length = 1000}),
            "  " + std::string(90, 'x') + "..\n  " + std::string(90, '^'));
  EXPECT_EQ(excerpt({.source = line, .offset = 1000}),
            "  .." + std::string(90, 'x') + "\n" + std::string(94, ' ') + "^");
}

}  // namespace
}  // namespace quadrille::text
