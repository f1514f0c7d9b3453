#include "quadrille/distribute/progress.hpp"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quadrille::distribute {
namespace {

using ::testing::HasSubstr;

TEST(Progress, says_share_rate_and_time_left) {
  EXPECT_EQ(progress_text(10, 0.25, {8e9, "points"}), "about 25 %, 2e+08 points/s, about 0:30 left");
  EXPECT_EQ(progress_text(3600, 0.5, {1e4, "draws"}), "about 50 %, 1.4 draws/s, about 1:00:00 left");
  EXPECT_EQ(progress_text(20, 0.999, {}), "about 99 %, about 0:00 left");
  EXPECT_EQ(progress_text(2, 0, {100, "draws"}), "about 0 %");
  EXPECT_EQ(progress_text(10, 0.5, {100, "draws"}, 0.8), "about 90 %, 1 draws/s, about 0:10 left");
}

TEST(Progress, writes_a_line_every_ten_seconds) {
  std::ostringstream out;
  Progress progress(out, Look::lines, {});
  for (int tenth = 0; tenth <= 250; ++tenth) progress.update(tenth / 10.0, tenth / 1000.0);
  progress.finish();
  EXPECT_EQ(out.str(),
            "about 1 %, about 1:39 left\nabout 11 %, about 1:29 left\nabout 21 %, about 1:19 left\n");
}

TEST(Progress, redraws_its_bar_ten_times_a_second_and_wipes_it) {
  std::ostringstream out;
  Progress progress(out, Look::bar, {});
  for (int i = 1000; i < 2000; ++i) progress.update(i / 1000.0, 0.5);
  progress.finish();
  const std::string text = out.str();
  EXPECT_NEAR(static_cast<double>(std::ranges::count(text, '[')), 2 * 10 + 1, 2);  // bar and escape; wipe
  EXPECT_THAT(text, HasSubstr("\r[============            ] about 50 %"));
  EXPECT_TRUE(text.ends_with("\r\x1b[K"));
}

TEST(Progress, is_silent_in_the_first_second_and_when_told_to_be) {
  std::ostringstream out;
  Progress bar(out, Look::bar, {});
  bar.update(0.99, 0.9);
  bar.finish();
  Progress none(out, Look::none, {});
  none.update(100, 0.5);
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace quadrille::distribute
