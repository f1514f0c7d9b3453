#include "scaling/break_even.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace quadrille::scaling {
namespace {

/// Two processes start in 0.3 s, one in 0.1 s, and the unit of work takes a second on one: 0.2 s are won back
/// from 0.4 units on.
bool beats(double size) { return 0.3 + size / 2 < 0.1 + size; }

TEST(BreakEven, is_between_two_sizes_that_were_timed) {
  for (const double unit : {1.0, 64.0, 1.0 / 64, 0.41}) {
    const BreakEven found = find_break_even([&](double size) { return beats(size * unit); }, 1e-6, 1e6);
    EXPECT_FALSE(beats(found.loses * unit));
    EXPECT_TRUE(beats(found.wins * unit));
    EXPECT_LE(found.wins / found.loses, 1.2);
  }
}

TEST(BreakEven, may_lie_beyond_what_is_tried) {
  const BreakEven never = find_break_even([](double) { return false; }, 0.1, 100);
  EXPECT_EQ(never.loses, 64);
  EXPECT_TRUE(std::isinf(never.wins));
  const BreakEven always = find_break_even([](double) { return true; }, 0.1, 100);
  EXPECT_EQ(always.loses, 0);
  EXPECT_EQ(always.wins, 0.125);
}

}  // namespace
}  // namespace quadrille::scaling
