#include "quadrille/work/layout.hpp"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"
#include "work/words.hpp"

namespace quadrille::work {
namespace {

TEST(Layout, counts_slots_in_order_of_group_replicate_and_block) {
  const Layout layout = testing::uneven_layout(3);
  std::uint64_t slot = 0;
  for (std::uint64_t group = 0; group < layout.groups(); ++group)
    for (std::uint64_t replicate = 0; replicate < 3; ++replicate)
      for (std::uint64_t block = 0; block < std::max<std::uint64_t>(layout.group(group).blocks, 1); ++block) {
        const Block found = layout.at(slot++);
        ASSERT_EQ(found.group, group);
        ASSERT_EQ(found.replicate, replicate);
        ASSERT_EQ(found.block, block);
      }
  EXPECT_EQ(layout.slots(), slot);
}

TEST(Layout, adds_up_costs) {
  const Layout layout(2, {{0, 7, 7, 1}, {3, 10, 4, 2}});
  // Two replicates of cost 1 without blocks, then twice blocks of cost 2 + 10, 10 and 4.
  const std::vector<double> before = {0, 1, 2, 14, 24, 28, 40, 50, 54};
  ASSERT_EQ(layout.slots(), 8U);
  EXPECT_EQ(layout.cost(), 54);
  for (std::uint64_t slot = 0; slot <= 8; ++slot) EXPECT_EQ(layout.cost_before(slot), before[slot]) << slot;
}

TEST(Layout, finds_the_slot_nearest_to_a_cost) {
  const Layout layout = testing::uneven_layout(3);
  for (double cost = 0; cost <= layout.cost(); cost += 0.75) {
    const double found = std::abs(layout.cost_before(layout.nearest(cost)) - cost);
    for (std::uint64_t slot = 0; slot <= layout.slots(); ++slot)
      ASSERT_LE(found, std::abs(layout.cost_before(slot) - cost)) << cost << ' ' << slot;
  }
  EXPECT_EQ(layout.nearest(2 * layout.cost()), layout.slots());
}

TEST(Layout, holds_numbers_that_no_memory_would) {
  const Layout layout(1'000'000'000, {{1'000'000'000, 1, 1, 0}});
  EXPECT_EQ(layout.slots(), 1'000'000'000'000'000'000U);
  const Block last = layout.at(layout.slots() - 1);
  EXPECT_EQ(last.replicate, 999'999'999U);
  EXPECT_EQ(last.block, 999'999'999U);
  EXPECT_EQ(layout.nearest(5e17), 500'000'000'000'000'000U);
}

TEST(Layout, may_be_empty) {
  EXPECT_EQ(Layout(5, {}).slots(), 0U);
  EXPECT_EQ(Layout(5, {}).nearest(0), 0U);
  const Layout no_replicates(0, {{3, 1, 1, 1}});
  EXPECT_EQ(no_replicates.slots(), 0U);
  EXPECT_EQ(no_replicates.cost_before(0), 0);
}

TEST(Layout, refuses_what_it_cannot_count) {
  const std::uint64_t huge = std::uint64_t{1} << 62U;
  EXPECT_NO_THROW(Layout(1, {{huge, 1, 1, 0}}));
  EXPECT_THROW(Layout(2, {{huge, 1, 1, 0}}), text::InputError);
  EXPECT_THROW(Layout(1, {{huge, 1, 1, 0}, {huge, 1, 1, 0}}), text::InputError);
  EXPECT_THROW(Layout(std::numeric_limits<std::uint64_t>::max(), {{0, 1, 1, 0}}), text::InputError);
  EXPECT_THROW(Layout(1, {{1, -1, 1, 0}}), std::invalid_argument);
  EXPECT_THROW(Layout(1, {{1, 1, std::numeric_limits<double>::quiet_NaN(), 0}}), std::invalid_argument);
}

}  // namespace
}  // namespace quadrille::work
