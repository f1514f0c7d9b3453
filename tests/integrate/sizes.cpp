#include "quadrille/integrate/sizes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"

namespace quadrille::integrate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::uint64_t> sizes(const char* text) { return parse_sizes(text, "--sizes"); }

std::string refusal(const char* text) {
  try {
    (void)sizes(text);
  } catch (const text::InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Sizes, ListsAreSortedAndEachSizeComesOnce) {
  EXPECT_THAT(sizes("10"), ElementsAre(10));
  EXPECT_THAT(sizes("10,1e3,1e9"), ElementsAre(10, 1000, 1'000'000'000));
  EXPECT_THAT(sizes("5,3,5,0"), ElementsAre(0, 3, 5));
  EXPECT_THAT(sizes(" 10, 20"), ElementsAre(10, 20));
}

TEST(Sizes, StepsIncludeTheEndThatTheyMeet) {
  EXPECT_THAT(sizes("0:100:50"), ElementsAre(0, 50, 100));
  EXPECT_THAT(sizes("0:99:50"), ElementsAre(0, 50));
  EXPECT_THAT(sizes("7:7:1"), ElementsAre(7));
  EXPECT_THAT(sizes("1,0:4:2"), ElementsAre(0, 1, 2, 4));
}

TEST(Sizes, LogarithmicSpacing) {
  EXPECT_THAT(sizes("1:1000:log4"), ElementsAre(1, 10, 100, 1000));
  EXPECT_THAT(sizes("100:1e6:log5"), ElementsAre(100, 1000, 10'000, 100'000, 1'000'000));
  // round(10^(2 + 4 k / 19)), worked out by hand for k = 1, 2
  const auto twenty = sizes("100:1e6:log20");
  ASSERT_EQ(twenty.size(), 20U);
  EXPECT_EQ(twenty[1], 162U);
  EXPECT_EQ(twenty[2], 264U);
  EXPECT_THAT(sizes("1:3:log20"), ElementsAre(1, 2, 3));
}

TEST(Sizes, EverySizeCountsFromZero) { EXPECT_THAT(every_size(4, "--samples"), ElementsAre(0, 1, 2, 3)); }

TEST(Sizes, RefusalsSayWhatInstead) {
  EXPECT_THAT(refusal(""), HasSubstr("--sizes"));
  EXPECT_THAT(refusal("1,,2"), HasSubstr("--sizes"));
  EXPECT_THAT(refusal("-5"), HasSubstr("--sizes"));
  EXPECT_THAT(refusal("1e30"), HasSubstr("1e30"));
  EXPECT_THAT(refusal("1:2"), HasSubstr("FROM:TO:STEP"));
  EXPECT_THAT(refusal("10:1:2"), HasSubstr("backwards"));
  EXPECT_THAT(refusal("1:10:0"), HasSubstr("never ends"));
  EXPECT_THAT(refusal("0:10:log5"), HasSubstr("start at 1"));
  EXPECT_THAT(refusal("1:10:log1"), HasSubstr("at least two"));
  EXPECT_THAT(refusal("1:10:log"), HasSubstr("log20"));
  EXPECT_THAT(refusal("100:10:log5"), HasSubstr("runs backwards; write 10:100:log5"));
  EXPECT_THAT(refusal("0:1e15:1"), HasSubstr("choose fewer"));
  EXPECT_THAT(refusal("0:1e7:1"), HasSubstr("choose fewer"));
  EXPECT_THAT(refusal("1:1e15:log1e9"), HasSubstr("choose fewer"));
}

TEST(Sizes, ManySizesAreRefusedWithWhatWasMeant) {
  try {
    (void)every_size(1'000'000'000, "--samples");
    FAIL() << "accepted";
  } catch (const text::InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("5e+17 points"));
    EXPECT_THAT(error.what(), HasSubstr("sizes = 1000000000"));
  }
}

}  // namespace
}  // namespace quadrille::integrate
