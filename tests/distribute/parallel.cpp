#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/team/pieces.hpp"
#include "quadrille/text/error.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using harness::team;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using work::testing::expected;
using work::testing::uneven_layout;
using work::testing::Words;

RunOptions with(Schedule schedule) {
  RunOptions options;
  options.schedule = schedule;
  options.smallest_ticket = 10;
  options.piece = 100;
  return options;
}

template <work::Kernel K>
void expect_definition(const work::Layout& layout, K& kernel, const RunOptions& options) {
  const Run<K> done = run(team(), layout, kernel, options);
  if (team().rank() != 0) {
    EXPECT_TRUE(done.outcome.empty());
    return;
  }
  ASSERT_EQ(done.outcome.size(), layout.groups());
  for (std::uint64_t group = 0; group < layout.groups(); ++group) {
    EXPECT_EQ(done.outcome[group].summary.text, expected(layout, group));
    EXPECT_EQ(done.outcome[group].tally.blocks, layout.replicates() * layout.group(group).blocks);
  }
  EXPECT_GE(done.seconds.compute, done.seconds.compute_mean);
  EXPECT_GE(done.seconds.compute_mean, done.seconds.compute_min);
  EXPECT_GE(done.seconds.gather, 0);
}

TEST(Parallel, static_shares_give_the_tree_of_the_definition) {
  for (const std::uint64_t replicates : {0U, 1U, 5U}) {
    Words kernel;
    expect_definition(uneven_layout(replicates), kernel, with(Schedule::static_shares));
  }
}

TEST(Parallel, tickets_give_the_tree_of_the_definition_again_and_again) {
  for (int trial = 0; trial < 20; ++trial) {
    Words kernel;
    expect_definition(uneven_layout(5), kernel, with(Schedule::dynamic_tickets));
  }
}

struct Sluggish : Words {
  work::testing::Word operator()(const work::Block& at, work::testing::Count& tally) {
    if (team().rank() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return Words::operator()(at, tally);
  }
};

TEST(Parallel, tickets_are_had_while_rank_0_is_at_work) {
  Sluggish kernel;
  expect_definition(uneven_layout(1), kernel, with(Schedule::dynamic_tickets));
}

TEST(Parallel, no_groups_are_no_work) {
  Words kernel;
  expect_definition(work::Layout(3, {}), kernel, with(Schedule::static_shares));
  expect_definition(work::Layout(3, {}), kernel, with(Schedule::dynamic_tickets));
}

TEST(Parallel, large_messages_travel_in_pieces) {
  const int last = team().size() - 1;
  if (last == 0) return;
  std::string bytes(5'000'000, 'x');
  bytes[3'654'321] = 'y';
  if (team().rank() == last) team::send_in_pieces(team(), 0, bytes, 1 << 20);
  if (team().rank() == 0) {
    EXPECT_TRUE(team::receive_in_pieces(team(), last, 1 << 20) == bytes);
  }
}

TEST(Parallel, ranks_tell_each_other_numbers_and_texts) {
  const auto rank = static_cast<std::uint64_t>(team().rank());
  const auto size = static_cast<std::size_t>(team().size());
  const auto squares = team().all_gather(rank * rank);
  const auto texts = team().all_gather(std::string(rank, 'r'));  // rank 0 has nothing to say
  ASSERT_EQ(squares.size(), size);
  ASSERT_EQ(texts.size(), size);
  for (std::size_t other = 0; other < size; ++other) {
    EXPECT_EQ(squares[other], other * other);
    EXPECT_EQ(texts[other], std::string(other, 'r'));
  }
  EXPECT_EQ(team().sum_before(rank + 1), rank * (rank + 1) / 2);
  EXPECT_EQ(team().broadcast("from " + std::to_string(rank)), "from 0");
  EXPECT_EQ(team().broadcast(""), "");
  EXPECT_EQ(team().hosts().size(), 1U);
  EXPECT_EQ(team().speaks(), rank == 0);
}

TEST(Parallel, all_ranks_notice_when_one_differs) {
  EXPECT_NO_THROW(team().require_same("kernel", "abc"));
  const int last = team().size() - 1;
  if (last == 0) return;
  EXPECT_THAT([&] { team().require_same("kernel", team().rank() == last ? "abd" : "abc"); },
              ThrowsMessage<text::InputError>(HasSubstr("rank " + std::to_string(last) + " (host " +
                                                        team().host() + ") differs from rank 0 (host ")));
}

TEST(Parallel, an_unexpected_number_of_processes_is_refused) {
  const auto size = static_cast<std::uint64_t>(team().size());
  EXPECT_NO_THROW(team().require({.processes = size}));
  EXPECT_THAT([&] { team().require({.processes = size + 1}); },
              ThrowsMessage<text::InputError>(HasSubstr("mpirun -np " + std::to_string(size + 1))));
}

}  // namespace
}  // namespace quadrille::distribute
