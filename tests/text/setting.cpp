#include "quadrille/text/setting.hpp"

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

TEST(Setting, is_spoken_as_its_reader_would_write_it) {
  EXPECT_EQ(spoken("estimator", "mean"), "estimator = mean");
  EXPECT_EQ(spoken("journal"), "journal");
  speak_as(Voice::command_line);
  EXPECT_EQ(spoken("estimator", "mean"), "--estimator mean");
  EXPECT_EQ(spoken("journal"), "--journal");
  speak_as(Voice::library);
}

}  // namespace
}  // namespace quadrille::text
