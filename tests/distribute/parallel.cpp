#include <chrono>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/team/mpi_team.hpp"
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

struct Breaking : Words {
  work::testing::Word operator()(const work::Block& at, work::testing::Count& tally) {
    if (at.block == 77) throw std::runtime_error("a block broke");
    return Words::operator()(at, tally);
  }
};

TEST(Parallel, errors_of_kernels_are_thrown_on_all_ranks_of_a_team_that_throws) {
  const work::Layout layout(1, {{100, 1, 1, 0}});
  for (const Schedule schedule : {Schedule::static_shares, Schedule::dynamic_tickets}) {
    team::MpiTeam members("library", MPI_COMM_WORLD, team::OnError::throw_error);
    Breaking kernel;
    EXPECT_THAT(
        [&] {
          run(members, layout, kernel, with(schedule));
          members.barrier();  // for ranks whose part was done before
        },
        ThrowsMessage<text::RunError>(HasSubstr("a block broke; to see it alone: words --block 77 (rank ")));
  }
}

}  // namespace
}  // namespace quadrille::distribute
