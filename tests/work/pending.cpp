#include "quadrille/work/pending.hpp"

#include <gtest/gtest.h>

#include "quadrille/work/layout.hpp"
#include "quadrille/work/plan.hpp"
#include "quadrille/work/segments.hpp"
#include "work/words.hpp"

namespace quadrille::work {
namespace {

using testing::uneven_layout;

TEST(Pending, of_all_is_the_layout) {
  const Layout layout = uneven_layout(3);
  const Pending all(layout);
  EXPECT_EQ(all.slots(), layout.slots());
  EXPECT_EQ(all.cost(), layout.cost());
  for (std::uint64_t slot = 0; slot <= layout.slots(); ++slot) {
    EXPECT_EQ(all.cost_before(slot), layout.cost_before(slot));
    EXPECT_EQ(all.nearest(layout.cost_before(slot)), layout.nearest(layout.cost_before(slot)));
  }
}

/// Against a list of the slots.
TEST(Pending, numbers_slots_without_gaps) {
  const Layout layout = uneven_layout(2);
  const std::vector<Share> ranges = {
      {3, 5}, {7, 7}, {9, 30}, {100, 101}, {layout.slots() - 1, layout.slots()}};
  std::vector<std::uint64_t> slots;
  for (const Share& range : ranges)
    for (std::uint64_t slot = range.begin; slot < range.end; ++slot) slots.push_back(slot);
  const Pending rest(layout, ranges);
  ASSERT_EQ(rest.slots(), slots.size());
  double cost = 0;
  for (std::uint64_t position = 0; position < slots.size(); ++position) {
    EXPECT_NEAR(rest.cost_before(position), cost, 1e-9);
    EXPECT_EQ(rest.run_of({position, rest.slots()}).begin, slots[position]);
    EXPECT_EQ(rest.run_of({position, position + 1}), (Share{slots[position], slots[position] + 1}));
    cost += layout.cost_before(slots[position] + 1) - layout.cost_before(slots[position]);
  }
  EXPECT_NEAR(rest.cost(), cost, 1e-9);
  EXPECT_EQ(rest.run_of({2, 10}), (Share{9, 17}));
}

TEST(Pending, is_cut_into_shares_and_tickets) {
  const Layout layout(1, {{1000, 1, 1, 0}});
  const Pending rest(layout, {{0, 100}, {500, 600}, {900, 1000}});
  for (const int ranks : {1, 3, 7}) {
    std::uint64_t reached = 0;
    for (const Share& share : even_shares(rest, ranks)) {
      EXPECT_EQ(share.begin, reached);
      EXPECT_NEAR(static_cast<double>(share.end - share.begin), 300.0 / ranks, 1);
      reached = share.end;
    }
    EXPECT_EQ(reached, 300U);
    const Tickets tickets(rest, ranks, 5);
    EXPECT_EQ(tickets[tickets.count() - 1].end, 300U);
  }
}

TEST(Pending, of_nothing_is_nothing) {
  const Layout layout = uneven_layout(1);
  const Pending none(layout, {});
  EXPECT_EQ(none.slots(), 0U);
  EXPECT_EQ(none.cost(), 0);
  EXPECT_EQ(none.nearest(5), 0U);
  for (const Share& share : even_shares(none, 3)) EXPECT_EQ(share, Share{});
}

TEST(Layout, turns_slots_into_segments_and_back) {
  const Layout layout = uneven_layout(2);
  const std::vector<Share> shares = {{0, 3}, {10, 60}, {70, layout.slots()}};
  const auto segments = layout.segments(shares);
  for (const auto& segment : segments) EXPECT_TRUE(layout.holds(segment));
  EXPECT_EQ(layout.shares_without(work::Segments(segments)), (std::vector<Share>{{3, 10}, {60, 70}}));
  EXPECT_FALSE(layout.holds({layout.groups(), 0, 1}));
  EXPECT_FALSE(layout.holds({1, 0, 3}));
}

TEST(Layout, keeps_segments_when_it_grows) {
  const Layout small = uneven_layout(2), large = uneven_layout(5);
  const work::Segments known(small.segments({{0, small.slots()}}));
  std::uint64_t missing = 0;
  for (const Share& share : large.shares_without(known))
    for (std::uint64_t slot = share.begin; slot < share.end; ++slot, ++missing)
      EXPECT_GE(large.at(slot).replicate, 2U);
  EXPECT_EQ(missing, large.slots() - small.slots());
}

TEST(Layout, whose_blocks_grow_has_one_group_of_one_replicate) {
  EXPECT_THROW(Layout(2, {{1, 1, 1, 0}}, Growth::blocks), std::invalid_argument);
  EXPECT_THROW(Layout(1, {}, Growth::blocks), std::invalid_argument);
  EXPECT_EQ(Layout(1, {{5, 1, 1, 0}}, Growth::blocks).tied_slot(), 4U);
  EXPECT_EQ(Layout(1, {{0, 1, 1, 0}}, Growth::blocks).tied_slot(), 0U);
  EXPECT_EQ(Layout(1, {{5, 1, 1, 0}}).tied_slot(), 5U);
}

}  // namespace
}  // namespace quadrille::work
