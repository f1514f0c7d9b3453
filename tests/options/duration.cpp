#include "quadrille/options/duration.hpp"

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

// sbatch(1), --time: minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes and
// days-hours:minutes:seconds.
TEST(Duration, IsReadAsSlurmWritesIt) {
  EXPECT_EQ(parse_duration("90:00", ""), 5400);
  EXPECT_EQ(parse_duration("0:45", ""), 45);
  EXPECT_EQ(parse_duration("02:00:00", ""), 7200);
  EXPECT_EQ(parse_duration("3-0", ""), 259200);
  EXPECT_EQ(parse_duration("3-00:00", ""), 259200);
  EXPECT_EQ(parse_duration("1-00:00:00", ""), 86400);
  EXPECT_EQ(parse_duration("0-00:30", ""), 1800);
  EXPECT_EQ(parse_duration("2-12:30:15", ""), 2 * 86400 + 12 * 3600 + 30 * 60 + 15);
  EXPECT_EQ(parse_duration("45", ""), 45);  // seconds here, minutes there
}

TEST(Duration, IsTenYearsAtMost) {
  EXPECT_EQ(parse_duration("3650d", ""), longest_duration);
  EXPECT_EQ(parse_duration("3650-00", ""), longest_duration);
  for (const char* text : {"3651d", "99999999999999999999d", "315360001", "99999999:00:00", "3650-00:00:01",
                           "99999999999999999999999999-00"})
    EXPECT_EQ(refused([&] { parse_duration(text, "--max-time"); }),
              std::string("--max-time: '") + text +
                  "' is longer than ten years; write a time within which a job may end, or leave it out");
}

TEST(Duration, IsRefusedElse) {
  for (const char* text :
       {"",     "0",     "0:00",      "-5",       "+5",         "5x",    "5ms",     "m",      "1e3",
        "nan",  "inf",   "1:60",      "1:2:3:4",  "1:",         ":30",   "1.5:30",  "5 m",    "1..5",
        "1-",   "-1-00", "1-24",      "1-0:60",   "1-00:00:60", "1-2-3", "0-00:00", "1.5-00", "1-00:00:00:00",
        "1d-2", "1-2h",  "UNLIMITED", "infinite", ":",          "-"})
    EXPECT_NE(refused([&] { parse_duration(text, "--max-time"); }), "accepted") << text;
  EXPECT_EQ(
      refused([] { parse_duration("soon", "--max-time"); }),
      "--max-time: 'soon' is no stretch of time; write one such as 90 (seconds), 90s, 5m, 2h, 1:30:00 or "
      "1-12:00:00");
}

}  // namespace
}  // namespace quadrille::options
