#include "quadrille/scaling/repeats.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

namespace quadrille::scaling {
namespace {

TEST(Repeats, each_visits_every_way_once) {
  for (const std::size_t ways : {1U, 2U, 5U})
    for (std::size_t repeat = 0; repeat < 4 * ways; ++repeat) {
      auto order = order_of(repeat, ways);
      std::ranges::sort(order);
      std::vector<std::size_t> all(ways);
      std::iota(all.begin(), all.end(), 0U);
      EXPECT_EQ(order, all);
    }
}

TEST(Repeats, a_turn_puts_every_way_in_every_place) {
  constexpr std::size_t ways = 5;
  for (const std::size_t first : {std::size_t{0}, ways}) {
    std::map<std::size_t, std::size_t> sum_of_places;
    for (std::size_t repeat = first; repeat < first + ways; ++repeat) {
      const auto order = order_of(repeat, ways);
      for (std::size_t place = 0; place < ways; ++place) sum_of_places[order[place]] += place;
    }
    for (const auto& [way, places] : sum_of_places) EXPECT_EQ(places, 0U + 1 + 2 + 3 + 4) << way;
  }
  EXPECT_NE(order_of(0, ways), order_of(ways, ways));
}

TEST(Repeats, a_machine_that_slows_down_favours_no_way) {
  // Every run is 1 % slower than the one before; all ways cost the same.
  double now = 1;
  const auto timings = time_in_turn(4, 8, [&](std::size_t) {
    now *= 1.01;
    return Timing{now, now, now};
  });
  const auto mean = [](const std::vector<Timing>& column) {
    double sum = 0;
    for (const Timing& timing : column) sum += timing.total;
    return sum / static_cast<double>(column.size());
  };
  // One way always before another would be 1 % faster, the first always before the last 3 %.
  for (const auto& column : timings) {
    ASSERT_EQ(column.size(), 8U);
    EXPECT_NEAR(mean(column) / mean(timings[0]), 1, 0.005);
  }
}

TEST(Repeats, parts_make_up_a_run) {
  const Timing timing{10, 8, 6};
  EXPECT_EQ(timing.mean + timing.waiting() + timing.communication(), timing.total);
}

}  // namespace
}  // namespace quadrille::scaling
