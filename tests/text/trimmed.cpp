#include "quadrille/text/trimmed.hpp"

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

TEST(Trimmed, takes_blanks_from_both_ends_alone) {
  EXPECT_EQ(trimmed(" \t a b \r"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed("a\n"), "a\n");
  EXPECT_EQ(trimmed("--a-", "-"), "a");
}

TEST(Trimmed, lies_within_the_slice_also_where_it_is_empty) {
  const std::string_view blank = "  ";
  EXPECT_EQ(trimmed(blank).data(), blank.data());
  EXPECT_TRUE(trimmed(blank).empty());
  EXPECT_TRUE(trimmed("").empty());
}

}  // namespace
}  // namespace quadrille::text
