#include "quadrille/team/sub_teams.hpp"

#include <chrono>
#include <numeric>
#include <thread>

#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/distribute/poller.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/system/load.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using harness::team;
using work::testing::expected;
using work::testing::uneven_layout;
using work::testing::Words;

std::vector<int> all_sizes() {
  std::vector<int> sizes(static_cast<std::size_t>(team().size()));
  std::iota(sizes.begin(), sizes.end(), 1);
  return sizes;
}

TEST(SubTeams, of_every_size_give_the_tree_of_the_definition_while_the_others_rest) {
  team::SubTeams teams(team(), all_sizes());
  const work::Layout layout = uneven_layout(3);
  for (const Schedule schedule : {Schedule::static_shares, Schedule::dynamic_tickets})
    for (int trial = 0; trial < 3; ++trial)
      for (const int size : all_sizes()) {
        teams.meet();
        if (team().rank() >= size) continue;
        teams.start_together(size);
        team::Exchange& members = teams.team(size);
        EXPECT_EQ(members.size(), size);
        EXPECT_EQ(members.rank(), team().rank());
        Words kernel;
        RunOptions options;
        options.schedule = schedule;
        options.smallest_ticket = 10;
        const auto done = run(members, layout, kernel, options);
        if (members.rank() > 0) continue;
        for (std::uint64_t group = 0; group < layout.groups(); ++group)
          EXPECT_EQ(done.outcome[group].summary.text, expected(layout, group));
      }
  teams.meet();
}

TEST(SubTeams, who_rests_or_waits_for_a_message_burns_no_processor) {
  team::SubTeams teams(team(), {1, team().size()});
  teams.meet();
  const auto use_of_processor = [](const auto& wait) {
    const double used = system::processor_seconds();
    const double start = system::seconds_now();
    wait();
    return (system::processor_seconds() - used) / (system::seconds_now() - start);
  };
  const auto work_half_a_second = [] { std::this_thread::sleep_for(std::chrono::milliseconds(500)); };
  // The others' processor time, whatever else the machine does: at most a tenth of the time that they wait.
  EXPECT_LT(use_of_processor([&] {
              if (team().rank() == 0) work_half_a_second();
              teams.meet();
            }),
            0.1);
  // The last rank's messages are late.
  const int last = team().size() - 1;
  char message = 0;
  EXPECT_LT(use_of_processor([&] {
              team::Exchange& all = teams.team(last + 1);
              if (team().rank() < last) return void(all.receive(last, {&message, 1}));
              work_half_a_second();
              for (int rank = 0; rank < last; ++rank) all.send(rank, {&message, 1});
            }),
            0.1);
}

}  // namespace
}  // namespace quadrille::distribute
