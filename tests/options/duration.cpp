#include "options/duration.hpp"

#include <gtest/gtest.h>

#include "text/refused.hpp"

namespace quadrille::options {
namespace {

TEST(Duration, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(parse_duration("90", ""), 90);
  EXPECT_EQ(parse_duration("0.5", ""), 0.5);
  EXPECT_EQ(parse_duration("90s", ""), 90);
  EXPECT_EQ(parse_duration("5m", ""), 300);
  EXPECT_EQ(parse_duration("1.5h", ""), 5400);
  EXPECT_EQ(parse_duration("2d", ""), 172800);
  EXPECT_EQ(parse_duration("5:30", ""), 330);
  EXPECT_EQ(parse_duration("1:30:00", ""), 5400);
  EXPECT_EQ(parse_duration("48:00:00", ""), 172800);
}

TEST(Duration, IsRefusedElse) {
  for (const char* text : {"", "0", "0:00", "-5", "+5", "5x", "5ms", "m", "1e3", "nan", "inf", "1:60",
                           "1:2:3:4", "1:", ":30", "1.5:30", "5 m", "1..5"})
    EXPECT_NE(refused([&] { parse_duration(text, "--max-time"); }), "accepted") << text;
  EXPECT_EQ(refused([] { parse_duration("soon", "--max-time"); }),
            "--max-time: 'soon' is no stretch of time; write one such as 90, 90s, 5m, 2h or 1:30:00");
}

}  // namespace
}  // namespace quadrille::options
