#include "quadrille/text/difference.hpp"

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

TEST(Difference, ShowsShortTextsWhole) {
  EXPECT_EQ(difference("7", "8"), "7 there and 8 here");
  EXPECT_EQ(difference("x^2", ""), "x^2 there and  here");
}

TEST(Difference, ShowsTheFirstLineThatDiffers) {
  EXPECT_EQ(difference("a ~ normal(0, 1)\nb = 1\nc = 2\n", "a ~ normal(0, 1)\nb = 3\nc = 4\n"),
            "'b = 1' there and 'b = 3' here in line 2");
  EXPECT_EQ(difference("a = 1\n", "a = 1"), "empty there and no line here in line 2");
  EXPECT_EQ(difference("a = 1", "a = 1\nb = 2"), "no line there and 'b = 2' here in line 2");
  EXPECT_EQ(difference("a = 1\r\n", "a = 1\n"), "'a = 1\\x0d' there and 'a = 1' here in line 1");
}

TEST(Difference, ShowsTheSurroundingsOfWhatDiffersInALongLine) {
  const std::string head(100, 'x'), tail(100, 'y');
  EXPECT_EQ(difference(head + "1" + tail, head + "2" + tail),
            ".." + std::string(20, 'x') + "1" + std::string(34, 'y') + ".. there and .." +
                std::string(20, 'x') + "2" + std::string(34, 'y') + ".. here");
  EXPECT_EQ(difference("1" + tail, "2" + tail),
            "1" + std::string(54, 'y') + ".. there and 2" + std::string(54, 'y') + ".. here");
  EXPECT_EQ(difference(head + "1", head + "2"),
            ".." + std::string(54, 'x') + "1 there and .." + std::string(54, 'x') + "2 here");
  EXPECT_EQ(difference(head, head + "2"),
            ".." + std::string(55, 'x') + " there and .." + std::string(54, 'x') + "2 here");
}

TEST(Difference, CutsNoCharacter) {
  std::string pies;
  for (int i = 0; i < 50; ++i) pies += "π";
  for (const char* const before : {"", "a"})
    EXPECT_EQ(difference(before + pies + "1", before + pies + "2").find('\\'), std::string::npos);
}

}  // namespace
}  // namespace quadrille::text
