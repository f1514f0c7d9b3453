#include "quadrille/distribute/simulated.hpp"

#include <bit>
#include <deque>
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/error.hpp"
#include "quadrille/work/climb.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/packed_sizes.hpp"
#include "quadrille/work/plan.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using work::testing::expected;
using work::testing::Nothing;
using work::testing::uneven_layout;
using work::testing::Words;

constexpr auto schedules = {Schedule::static_shares, Schedule::dynamic_tickets};

RunOptions with(Schedule schedule, double smallest_ticket) {
  RunOptions options;
  options.schedule = schedule;
  options.smallest_ticket = smallest_ticket;
  options.piece = 100;
  return options;
}

void expect_outcome(const work::Outcome<Words>& outcome, const work::Layout& layout) {
  ASSERT_EQ(outcome.size(), layout.groups());
  for (std::uint64_t group = 0; group < layout.groups(); ++group) {
    EXPECT_EQ(outcome[group].summary.text, expected(layout, group));
    EXPECT_EQ(outcome[group].tally.blocks, layout.replicates() * layout.group(group).blocks);
  }
}

TEST(Simulated, ranks_of_any_number_give_the_tree_of_the_definition) {
  for (const Schedule schedule : schedules)
    for (const int size : {1, 2, 3, 4, 5, 7, 8, 64, 1000})
      for (const std::uint64_t replicates : {0U, 1U, 6U}) {
        SCOPED_TRACE(std::to_string(size) + " ranks, replicates " + std::to_string(replicates));
        const work::Layout layout = uneven_layout(replicates);
        Words kernel;
        expect_outcome(run(Simulated{size}, layout, kernel, with(schedule, 10)).outcome, layout);
      }
}

/// Sums of 1 / (1 + slot), whose rounding shows any other order.
struct Sums {
  struct Sum {
    double value = 0;
    void merge(const Sum& right) { value += right.value; }
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& value;
    }
  };
  using Leaf = Sum;
  using Summary = Sum;
  using Tally = Nothing;
  Sum operator()(const work::Block& at, Nothing&) { return {1 / (1 + static_cast<double>(at.block))}; }
  Sum conclude(std::uint64_t, std::uint64_t replicate, const Sum& sum) {
    return {sum.value * static_cast<double>(replicate + 1)};
  }
  std::string replay(const work::Block&) { return ""; }
};

TEST(Simulated, sums_have_the_same_bits_for_any_number_of_ranks) {
  const work::Layout layout(1000, {{1, 1, 1, 1}, {301, 1, 1, 1}});
  Sums kernel;
  const double alone = run(Simulated{1}, layout, kernel).outcome[1].summary.value;
  EXPECT_NEAR(alone, 500500 * 6.28, 500500 * 0.01);  // the harmonic number of 301
  for (const Schedule schedule : schedules)
    for (const int size : {2, 7, 1000, 65536})
      EXPECT_EQ(run(Simulated{size}, layout, kernel, with(schedule, 1)).outcome[1].summary.value, alone);
}

/// What scatter and gather send, by work::bytes_of_shares() and work::bytes_of(): a size of 8 bytes before
/// each.
std::uint64_t bytes_along_the_tree(const work::Layout& layout, int size, const work::PackedSizes& weight) {
  const auto shares = work::even_shares(layout, size);
  std::uint64_t bytes = 0;
  for (int rank = 1; rank < size; ++rank) {
    const auto end = static_cast<std::size_t>(work::end_of_part(rank, size));
    bytes += 8 + work::bytes_of_shares(end - static_cast<std::size_t>(rank));
    bytes += 8 + work::bytes_of(layout, {shares[static_cast<std::size_t>(rank)].begin, shares[end - 1].end},
                                weight);
  }
  return bytes;
}

/// Runs all ranks, the scatter in rising order, the gather in falling order.
template <work::Kernel K>
void run_all(SimulatedWorld& world, int size, const work::Layout& layout, K& kernel) {
  std::deque<SimulatedRank> ranks;
  std::vector<work::Share> dealt;
  for (int rank = 0; rank < size; ++rank)
    dealt.push_back(deal(ranks.emplace_back(world, rank), work::Pending(layout), {}));
  EXPECT_EQ(dealt, work::even_shares(layout, size));
  for (auto rank = static_cast<std::size_t>(size); rank-- > 0;)
    run_dealt(ranks[rank], layout, dealt[rank], kernel);
}

TEST(Simulated, messages_are_as_long_as_they_are_said_to_be_beforehand) {
  const work::PackedSizes weight{.leaf = 8, .summary = 8, .tally = 0};  // of Sums
  std::vector<work::Layout> layouts = {uneven_layout(0), uneven_layout(1), uneven_layout(6),
                                       work::Layout(1, {{301, 1, 1, 0}}, work::Growth::blocks)};
  for (const work::Layout& layout : layouts)
    for (const int size : {1, 2, 3, 7, 8, 64, 1000}) {
      SCOPED_TRACE(std::to_string(layout.slots()) + " slots, ranks " + std::to_string(size));
      SimulatedWorld world(size);
      Sums kernel;
      run_all(world, size, layout, kernel);
      EXPECT_EQ(world.bytes(), bytes_along_the_tree(layout, size, weight));
    }
}

TEST(Simulated, rank_0_hears_from_a_logarithm_of_ranks) {
  const work::Layout layout(1, {{4096, 1, 1, 0}});
  const auto shares = work::even_shares(layout, 1024);
  SimulatedWorld world(1024);
  Words kernel;
  for (int rank = 1023; rank > 0; --rank) {
    SimulatedRank member(world, rank);
    run_dealt(member, layout, shares[static_cast<std::size_t>(rank)], kernel);
  }
  EXPECT_EQ(world.waiting_for(0), 10U);
}

TEST(Simulated, a_scatter_gives_each_of_any_number_of_ranks_its_own) {
  for (int size = 1; size <= 70; ++size) {
    std::vector<std::string> values;
    for (int rank = 0; rank < size; ++rank) values.push_back("of " + std::to_string(rank));
    SimulatedWorld world(size);
    for (int rank = 0; rank < size; ++rank) {
      SimulatedRank member(world, rank);
      EXPECT_EQ(member.scatter(rank == 0 ? values : std::vector<std::string>{}),
                values[static_cast<std::size_t>(rank)]);
    }
    EXPECT_EQ(world.messages_of(0), static_cast<unsigned>(std::bit_width(static_cast<unsigned>(size - 1))))
        << size;
  }
}

TEST(Simulated, what_goes_out_from_rank_0_goes_to_a_logarithm_of_ranks) {
  for (const int size : {1, 2, 3, 9, 64, 1000}) {
    SimulatedWorld world(size);
    for (int rank = 0; rank < size; ++rank) {
      SimulatedRank member(world, rank);
      EXPECT_EQ(member.broadcast(rank == 0 ? 41 : -1), 41);
      EXPECT_EQ(member.from_rank_0([&] { return std::string("told by ") + std::to_string(rank); }),
                "told by 0");
    }
    EXPECT_EQ(world.messages_of(0),
              2U * static_cast<unsigned>(std::bit_width(static_cast<unsigned>(size - 1))));
  }
}

TEST(Simulated, a_scatter_of_too_few_values_is_noticed) {
  SimulatedWorld world(3);
  SimulatedRank first(world, 0);
  EXPECT_THROW(first.scatter(std::vector<int>{1, 2}), std::logic_error);
}

struct Failing : Words {
  work::testing::Word operator()(const work::Block& at, work::testing::Count& tally) {
    if (at.block == 77) throw std::runtime_error("the kernel broke");
    return Words::operator()(at, tally);
  }
};

TEST(Simulated, errors_of_kernels_say_where_and_how_to_see_them_alone) {
  const work::Layout layout(1, {{100, 1, 1, 0}});
  Failing kernel;
  EXPECT_THAT([&] { run(Simulated{4}, layout, kernel); },
              ThrowsMessage<text::RunError>(
                  HasSubstr("the kernel broke; to see it alone: words --block 77 (rank 3)")));
}

TEST(Simulated, slots_that_nobody_has_are_missed_and_slots_of_two_are_noticed) {
  const work::Layout layout = uneven_layout(2);
  Words kernel;
  const auto outcome_of = [&](const std::vector<work::Share>& shares) {
    SimulatedWorld world(2);
    SimulatedRank second(world, 1);
    run_dealt(second, layout, shares[1], kernel);
    SimulatedRank first(world, 0);
    return run_dealt(first, layout, shares[0], kernel).outcome;
  };
  expect_outcome(outcome_of({{0, 300}, {300, layout.slots()}}), layout);
  // The last group is slots 158 to 357, two replicates of 100 blocks.
  EXPECT_THAT(
      [&] {
        outcome_of({{0, 300}, {302, layout.slots()}});
      },
      ThrowsMessage<text::RunError>(
          HasSubstr("fewer results than items: of group 13, replicate 1, blocks 42 to 43 of 0 to 99")));
  EXPECT_THAT(
      [&] {
        outcome_of({{0, 158}, {258, layout.slots()}});
      },
      ThrowsMessage<text::RunError>(HasSubstr("of group 13, replicates 0 to 0 of 0 to 1 are missing")));
  EXPECT_THAT(
      [&] {
        outcome_of({{0, 301}, {300, layout.slots()}});
      },
      ThrowsMessage<text::RunError>(HasSubstr("two results for the same items")));
}

TEST(Exchange, cuts_bytes_into_pieces_of_bounded_size) {
  const std::string long_text(5000, 'x');
  for (const std::uint64_t piece : {1U, 3U, 8U, 11U, 12U, 100U, 10000U}) {
    SimulatedWorld world(2);
    SimulatedRank from(world, 1);
    SimulatedRank to(world, 0);
    for (const std::string& text : {std::string("hello there"), std::string(), long_text}) {
      from.send_bytes(0, text, piece);
      EXPECT_EQ(to.receive_bytes(1, piece), text);
    }
    EXPECT_THROW(to.receive_bytes(1, piece), text::RunError);
  }
}

TEST(Exchange, sends_what_is_short_in_one_message) {
  for (const auto& [bytes, messages] : {std::pair{0U, 1U}, {1016U, 1U}, {1017U, 2U}, {100000U, 2U}}) {
    SimulatedWorld world(2);
    SimulatedRank from(world, 1);
    from.send_bytes(0, std::string(bytes, 'x'));
    EXPECT_EQ(world.messages_of(1), messages) << bytes;
    EXPECT_EQ(world.bytes(), 8 + bytes);
  }
}

}  // namespace
}  // namespace quadrille::distribute
