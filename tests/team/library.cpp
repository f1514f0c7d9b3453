// A team inside somebody's MPI program: on half of its ranks, while the others do something else, and with
// errors that are thrown.
#include <chrono>
#include <memory>
#include <thread>

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/communicator.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/team/mpi_team.hpp"
#include "quadrille/team/sub_teams.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class Library : public ::testing::Test {
 protected:
  Library() : half_(world_.split(world_.rank() % 2)) {}

  /// Ranks with odd numbers are the team; the others sum numbers in a loop meanwhile.
  bool is_in_team() const { return world_.rank() % 2 == 1; }
  void do_something_else() const {
    for (int i = 1; i <= 50; ++i) {
      const int sum = boost::mpi::all_reduce(half_, i, std::plus<>());
      EXPECT_EQ(sum, i * half_.size());
    }
  }
  std::unique_ptr<MpiTeam> team() const {
    return std::make_unique<MpiTeam>("library", half_, OnError::throw_error);
  }

  boost::mpi::communicator world_;
  boost::mpi::communicator half_;
};

void sleep_for_milliseconds(int count) { std::this_thread::sleep_for(std::chrono::milliseconds(count)); }

/// Calls until one of them throws.
[[noreturn]] void gather_again_and_again(Exchange& team) {
  while (true) (void)team.all_gather(std::string(5000, 'x'));
}

TEST_F(Library, a_team_is_of_the_ranks_of_its_communicator) {
  if (!is_in_team()) return do_something_else();
  const auto team = this->team();
  EXPECT_EQ(team->size(), world_.size() / 2);
  EXPECT_EQ(team->rank(), world_.rank() / 2);
  EXPECT_EQ(team->from_rank_0([&] { return world_.rank(); }), 1);
  team->open_tickets();
  EXPECT_LT(team->ticket(), static_cast<std::uint64_t>(team->size()));
  team->barrier();
}

TEST_F(Library, sub_teams_are_of_the_ranks_of_its_team) {
  if (!is_in_team()) return do_something_else();
  const auto team = this->team();
  SubTeams teams(*team, {1, team->size()});
  teams.meet();
  Exchange& all = teams.team(team->size());
  teams.start_together(team->size());
  EXPECT_EQ(all.all_gather(all.rank()).size(), static_cast<std::size_t>(team->size()));
  all.open_tickets();
  EXPECT_LT(all.ticket(), static_cast<std::uint64_t>(team->size()));
  teams.meet();
}

TEST_F(Library, errors_of_rank_0_leave_the_team_as_it_was) {
  if (!is_in_team()) return do_something_else();
  const auto team = this->team();
  EXPECT_THAT([&] { team->from_rank_0([] { throw text::InputError("bad"); }); },
              ThrowsMessage<text::InputError>("bad"));
  EXPECT_FALSE(team->is_spent());
  EXPECT_EQ(team->all_gather(1).size(), static_cast<std::size_t>(team->size()));
}

TEST_F(Library, an_error_of_any_rank_is_thrown_on_all_that_wait_and_another_team_can_be_made) {
  if (!is_in_team()) return do_something_else();
  for (int failing = 0; failing < half_.size(); ++failing) {
    const auto team = this->team();
    const auto words =
        AllOf(HasSubstr("rank broke"), HasSubstr("(rank " + std::to_string(failing) + " on host "));
    EXPECT_THAT(
        [&] {
          if (team->rank() == failing) team->fail("a rank broke");
          gather_again_and_again(*team);
        },
        ThrowsMessage<text::RunError>(words));
    EXPECT_TRUE(team->is_spent());
    EXPECT_THAT([&] { team->poll(); }, ThrowsMessage<text::RunError>(words));
    EXPECT_THAT([&] { team->fail("something else"); }, ThrowsMessage<text::RunError>(words));
  }
  EXPECT_EQ(this->team()->all_gather(2).size(), static_cast<std::size_t>(half_.size()));
}

TEST_F(Library, who_computes_hears_of_an_error_when_it_polls) {
  if (!is_in_team()) return do_something_else();
  const auto team = this->team();
  const auto compute = [&] {
    if (team->rank() == team->size() - 1) team->fail("a rank broke");
    while (true) {
      sleep_for_milliseconds(1);
      team->poll();
    }
  };
  EXPECT_THAT(compute, ThrowsMessage<text::RunError>(HasSubstr("a rank broke")));
}

TEST_F(Library, errors_are_heard_of_whatever_is_waited_for) {
  if (!is_in_team()) return do_something_else();
  for (const int what : {0, 1, 2, 3}) {
    const auto team = this->team();
    const int last = team->size() - 1;
    const auto wait = [&] {
      if (team->rank() == last) {
        sleep_for_milliseconds(5);
        team->fail("a rank broke");
      }
      if (what == 0) team->barrier();
      if (what == 1) team->open_tickets();
      if (what == 2) (void)team->receive_bytes(last);
      if (what == 3) team->send_bytes(last, std::string(1 << 20, 'x'));
      gather_again_and_again(*team);
    };
    EXPECT_THAT(wait, ThrowsMessage<text::RunError>(HasSubstr("a rank broke"))) << what;
  }
}

TEST_F(Library, errors_of_sub_teams_are_those_of_the_team) {
  if (!is_in_team()) return do_something_else();
  const auto team = this->team();
  const auto work = [&] {
    SubTeams teams(*team, {1, team->size()});
    Exchange& all = teams.team(team->size());
    all.open_tickets();
    if (team->rank() == 0) all.fail("a rank broke");
    (void)all.ticket();
    teams.meet();
  };
  EXPECT_THAT(work, ThrowsMessage<text::RunError>(HasSubstr("a rank broke (rank 0 on host ")));
}

TEST_F(Library, an_exception_that_ends_the_team_is_an_error_of_its_rank) {
  if (!is_in_team()) return do_something_else();
  const int last = half_.size() - 1;
  const auto work = [&] {
    const auto team = this->team();
    if (team->rank() == last) throw text::RunError("of the program around it");
    gather_again_and_again(*team);
  };
  EXPECT_THAT(work,
              ThrowsMessage<text::RunError>(HasSubstr(
                  half_.rank() == last ? "of the program around it" : "an exception ended the team (rank ")));
}

}  // namespace
}  // namespace quadrille::team
