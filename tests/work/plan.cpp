#include "quadrille/work/plan.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "quadrille/work/layout.hpp"
#include "work/words.hpp"

namespace quadrille::work {
namespace {

constexpr std::uint64_t block_points = 4096;

/// Sizes 0..9999 in blocks of 4096 points: 60 ns a size and 1.25 ns a point.
Layout lecture(std::uint64_t replicates) {
  std::vector<Group> groups;
  for (std::uint64_t n = 0; n < 10000; ++n) {
    const std::uint64_t blocks = (n + block_points - 1) / block_points;
    const std::uint64_t last = n - (blocks > 0 ? (blocks - 1) * block_points : 0);
    groups.push_back({blocks, 1.25 * block_points, 1.25 * static_cast<double>(last), 60});
  }
  return Layout(replicates, groups);
}

/// Checks that the pieces cover all slots in order; gives the cost of the largest over that of an even share.
template <class Pieces>
double largest_over_even(const Layout& layout, const Pieces& pieces, std::uint64_t count) {
  std::uint64_t reached = 0;
  double largest = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Share share = pieces[i];
    EXPECT_EQ(share.begin, reached);
    EXPECT_LE(share.begin, share.end);
    largest = std::max(largest, layout.cost_before(share.end) - layout.cost_before(share.begin));
    reached = share.end;
  }
  EXPECT_EQ(reached, layout.slots());
  return largest / (layout.cost() / static_cast<double>(count));
}

double imbalance(const Layout& layout, int ranks) {
  return largest_over_even(layout, even_shares(layout, ranks), static_cast<std::uint64_t>(ranks));
}

TEST(Plan, shares_of_the_lecture_are_within_one_percent_of_even) {
  const Layout layout = lecture(1);
  for (int ranks = 1; ranks <= 64; ++ranks) EXPECT_LE(imbalance(layout, ranks), 1.01) << ranks;
}

TEST(Plan, the_first_of_two_ranks_takes_sizes_to_ten_thousand_over_root_two) {
  const Layout layout = lecture(1);
  EXPECT_NEAR(static_cast<double>(layout.at(even_shares(layout, 2)[0].end).group), 7071, 20);
}

TEST(Plan, one_huge_replicate_is_shared_by_blocks) {
  const Layout layout(1, {{24'414'063, 1.25 * block_points, 1000, 60}});
  for (const int ranks : {1, 2, 7, 64, 1000, 65536}) EXPECT_LE(imbalance(layout, ranks), 1.01) << ranks;
}

TEST(Plan, many_replicates_are_shared) {
  for (const int ranks : {1, 7, 64, 1000}) {
    EXPECT_LE(imbalance(Layout(1'000'000, {{2, 100, 30, 5}}), ranks), 1.01) << ranks;
    EXPECT_LE(imbalance(lecture(1'000'000), ranks), 1.01) << ranks;
  }
}

TEST(Plan, more_ranks_than_blocks_leave_some_idle) {
  const Layout layout(1, {{5, 1, 1, 0}});
  for (const int ranks : {7, 1000, 65536}) {
    const auto shares = even_shares(layout, ranks);
    EXPECT_EQ(std::ranges::count_if(shares, [](Share s) { return s.end - s.begin == 1; }), 5) << ranks;
    imbalance(layout, ranks);
  }
}

TEST(Plan, of_nothing_is_empty_shares) {
  for (const Share share : even_shares(Layout(3, {}), 4)) EXPECT_EQ(share, Share{});
  EXPECT_EQ(Tickets(Layout(3, {}), 4, 1e6)[0], Share{});
}

TEST(Plan, work_without_cost_is_shared_by_slots) {
  const Layout layout(100, {{0, 0, 0, 0}});
  for (const Share share : even_shares(layout, 4)) EXPECT_EQ(share.end - share.begin, 25U);
}

TEST(Tickets, fall_in_cost_down_to_the_smallest) {
  const Layout layout = lecture(100);
  const Tickets tickets(layout, 8, 1e6);
  largest_over_even(layout, tickets, tickets.count());
  EXPECT_LE(tickets.count(), 8U * 64U);
  const auto cost = [&](std::uint64_t ticket) {
    return layout.cost_before(tickets[ticket].end) - layout.cost_before(tickets[ticket].begin);
  };
  constexpr double block = 1.25 * block_points;
  for (std::uint64_t i = 0; i < tickets.count(); ++i) {
    EXPECT_LE(cost(i), cost(i > 0 ? i - 1 : 0) + 2 * block);
    EXPECT_GE(cost(i), 1e6 - block);
  }
  EXPECT_LT(cost(tickets.count() - 1), 2.1e6);
  EXPECT_NEAR(cost(0), layout.cost() / 16, block);
}

TEST(Tickets, of_little_work_are_one_for_each_rank) {
  EXPECT_EQ(Tickets(Layout(1, {{5, 100, 100, 0}}), 4, 1e6).count(), 4U);
}

TEST(Tickets, cover_any_work) {
  for (const int ranks : {1, 7, 1000}) {
    for (const Layout& layout :
         {lecture(1), testing::uneven_layout(3), Layout(1, {{24'414'063, 5120, 9, 60}}),
          Layout(1'000'000, {{2, 100, 30, 5}})}) {
      const Tickets tickets(layout, ranks, 1e3);
      largest_over_even(layout, tickets, tickets.count());
    }
  }
}

}  // namespace
}  // namespace quadrille::work
