#include "quadrille/scaling/break_even.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"

namespace quadrille::scaling {
namespace {

/// Two processes start in 0.3 s, one in 0.1 s, and the unit of work takes a second on one: 0.2 s are won back
/// from 0.4 units on.
Race race(double size) { return {0.1 + size, 0.3 + size / 2}; }
bool beats(double size) { return race(size).two < race(size).one; }

const auto silent = [](const Tried&) {};

/// Two processes win so many of ten races.
Launch winning(int of_ten) {
  return [of_ten, launches = 0](double) mutable {
    return launches++ * 3 % 10 < of_ten ? Race{2, 1} : Race{1, 2};
  };
}

TEST(BreakEven, is_between_two_sizes_that_were_timed) {
  for (const double unit : {1.0, 64.0, 1.0 / 64, 0.41}) {
    const BreakEven found =
        find_break_even([&](double size) { return race(size * unit); }, {1, 1e-6, 1e6}, silent);
    EXPECT_FALSE(beats(found.loses * unit));
    EXPECT_TRUE(beats(found.wins * unit));
    EXPECT_LE(found.wins / found.loses, 1.2);
  }
}

TEST(BreakEven, may_lie_beyond_what_is_tried) {
  const BreakEven never = find_break_even(
      [](double size) {
        return Race{size, size + 1};
      },
      {1, 0.1, 100}, silent);
  EXPECT_EQ(never.loses, 64);  // which takes 64 s; 256 s would be too long
  EXPECT_TRUE(std::isinf(never.wins));
  const BreakEven always = find_break_even([](double) { return Race{2, 1}; }, {1, 0.05, 100}, silent);
  EXPECT_EQ(always.loses, 0);
  EXPECT_EQ(always.wins, 0.0625);
}

TEST(BreakEven, ends_where_more_work_takes_no_more_time) {
  const BreakEven found = find_break_even([](double) { return Race{1, 2}; }, {1, 0.1, 100}, silent);
  EXPECT_GE(found.loses, 1e18);
  EXPECT_TRUE(std::isinf(found.wins));
}

TEST(BreakEven, is_decided_by_as_few_races_as_say_it) {
  EXPECT_EQ(race_at(1, winning(10)).faster, Faster::two);
  EXPECT_EQ(race_at(1, winning(10)).races, fewest_races);  // 1 in 64
  EXPECT_EQ(race_at(1, winning(0)).faster, Faster::one);
  const Tried near = race_at(1, winning(5));
  EXPECT_EQ(near.faster, Faster::neither);
  EXPECT_EQ(near.races, most_races);
  EXPECT_EQ(near.median.one + near.median.two, 3);
}

TEST(BreakEven, tells_two_that_are_equally_fast_apart_in_5_percent_of_cases) {
  // Every sequence of 13 races, all of which are equally likely.
  unsigned one = 0, two = 0;
  for (unsigned sequence = 0; sequence < 1U << most_races; ++sequence) {
    unsigned race = 0;
    const Tried tried = race_at(1, [&](double) {
      return (sequence >> race++ & 1U) != 0 ? Race{1, 2} : Race{2, 1};
    });
    if (tried.faster == Faster::one) ++one;
    if (tried.faster == Faster::two) ++two;
  }
  EXPECT_EQ(one, two);
  EXPECT_EQ(one + two, 430U);  // of 8192
}

TEST(BreakEven, begins_where_it_is_told) {
  std::vector<double> sizes;
  find_break_even(race, {.first = 1.0 / 64, .smallest = 1e-6, .longest = 100},
                  [&](const Tried& tried) { sizes.push_back(tried.size); });
  EXPECT_EQ(sizes.front(), 1.0 / 64);
  EXPECT_EQ(*std::ranges::max_element(sizes), 1);  // 0.4 is the answer
}

TEST(BreakEven, a_launch_that_fails_ends_it_and_loses_nothing) {
  const Launch launch = [](double size) {
    if (size > 10) throw text::RunError("no more memory");
    return Race{1, 2};
  };
  const BreakEven found = find_break_even(launch, {1, 0.1, 100}, silent);
  EXPECT_EQ(found.failure, "no more memory");
  EXPECT_EQ(found.loses, 4);
  EXPECT_EQ(found.tried.size(), 2U);
}

TEST(BreakEven, stays_wide_where_sizes_are_too_near_to_say) {
  // From 0.3 to 0.6 units the two win and lose in turn.
  int launches = 0;
  const Launch launch = [&](double size) {
    if (size < 0.3) return Race{1, 2};
    if (size > 0.6) return Race{2, 1};
    return ++launches % 2 == 0 ? Race{1, 2} : Race{2, 1};
  };
  std::size_t told = 0;
  const BreakEven found = find_break_even(launch, {1, 1e-3, 100}, [&](const Tried&) { ++told; });
  EXPECT_LT(found.loses, 0.3);
  EXPECT_GT(found.wins, 0.6);
  EXPECT_EQ(told, found.tried.size());
  EXPECT_LE(told, 6U);
}

TEST(BreakEven, no_size_is_raced_twice) {
  int launches = 0;
  std::vector<double> sizes;
  const Launch launch = [&](double size) {
    if (size == 4) return ++launches % 2 == 0 ? Race{1, 2} : Race{2, 1};
    return size < 4 ? Race{1, 2} : Race{2, 1};
  };
  const BreakEven found =
      find_break_even(launch, {1, 1e-3, 100}, [&](const Tried& tried) { sizes.push_back(tried.size); });
  std::ranges::sort(sizes);
  EXPECT_EQ(std::ranges::adjacent_find(sizes), sizes.end());
  EXPECT_EQ(found.loses, 2);
  EXPECT_EQ(found.wins, 8);
}

TEST(BreakEven, is_nowhere_if_all_sizes_are_too_near_to_say) {
  const BreakEven found = find_break_even([](double) { return Race{1, 1}; }, {1, 0.01, 1}, silent);
  EXPECT_EQ(found.loses, 0);
  EXPECT_TRUE(std::isinf(found.wins));
}

}  // namespace
}  // namespace quadrille::scaling
