#include "quadrille/work/segments.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quadrille::work {
namespace {

using testing::ElementsAre;

TEST(Segments, that_touch_become_one) {
  Segments set;
  for (const Segment& s :
       {Segment{0, 5, 7}, Segment{0, 0, 3}, Segment{1, 3, 5}, Segment{0, 3, 5}, Segment{0, 9, 9}})
    set.add(s);
  EXPECT_THAT(set.list(), ElementsAre(Segment{0, 0, 7}, Segment{1, 3, 5}));
}

TEST(Segments, know_what_is_missing) {
  const Segments set({{0, 2, 4}, {0, 6, 9}, {1, 0, 5}});
  EXPECT_THAT(set.missing_of({0, 0, 10}), ElementsAre(Segment{0, 0, 2}, Segment{0, 4, 6}, Segment{0, 9, 10}));
  EXPECT_THAT(set.missing_of({0, 3, 8}), ElementsAre(Segment{0, 4, 6}));
  EXPECT_THAT(set.missing_of({1, 0, 5}), ElementsAre());
  EXPECT_THAT(set.missing_of({2, 0, 5}), ElementsAre(Segment{2, 0, 5}));
}

/// Against a set of single places.
TEST(Segments, are_a_set_of_places) {
  std::mt19937 random(7);
  const auto below = [&](std::uint64_t end) { return std::uint64_t{random()} % end; };
  for (int trial = 0; trial < 200; ++trial) {
    Segments set;
    std::set<std::pair<std::uint64_t, std::uint64_t>> places;
    for (int i = 0; i < 12; ++i) {
      const std::uint64_t group = below(2), first = below(30), last = first + below(6);
      const Segment segment{group, first, last};
      bool overlaps = false;
      for (std::uint64_t at = first; at < last; ++at) overlaps |= places.contains({group, at});
      ASSERT_EQ(set.overlaps(segment), overlaps);
      set.add(segment);
      for (std::uint64_t at = first; at < last; ++at) places.insert({group, at});
    }
    ASSERT_EQ(work::places(set.list()), places.size());
    for (std::uint64_t group = 0; group < 2; ++group) {
      auto missing = set.missing_of({group, 0, 40});
      for (const auto& [_, first, last] : missing)
        for (std::uint64_t at = first; at < last; ++at) ASSERT_TRUE(places.insert({group, at}).second);
    }
    ASSERT_EQ(places.size(), 80U);
  }
}

TEST(Disjoint, sets_are_chosen_largest_first) {
  EXPECT_THAT(
      disjoint({{{0, 0, 3}}, {{0, 3, 6}, {1, 0, 1}}, {{0, 0, 5}, {2, 0, 1}}, {{3, 0, 1}}, {{3, 0, 1}}}),
      ElementsAre(2, 3));
  EXPECT_THAT(disjoint({{{0, 0, 3}}, {{0, 3, 6}}}), ElementsAre(0, 1));
  EXPECT_THAT(disjoint({}), ElementsAre());
}

}  // namespace
}  // namespace quadrille::work
