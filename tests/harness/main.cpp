// The main function of test programs that run on several ranks.
#include <cstdio>

#include <gtest/gtest.h>
#include <mpi.h>

#include "harness/harness.hpp"
#include "harness/rank_listener.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::harness {
namespace {

team::Team* the_team = nullptr;

bool runs_on_mpi() {
  int initialized = 0;
  MPI_Initialized(&initialized);
  return initialized != 0;
}

int run_all_tests(team::Team& team) {
  the_team = &team;
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  if (team.rank() != 0) delete listeners.Release(listeners.default_result_printer());
  RankListener* const listener = runs_on_mpi() ? new RankListener : nullptr;
  if (listener != nullptr) listeners.Append(listener);
  const int code = RUN_ALL_TESTS();
  if (listener != nullptr) delete listeners.Release(listener);  // its communicator ends before MPI does
  if (testing::UnitTest::GetInstance()->test_to_run_count() > 0) return code;
  if (team.rank() == 0) std::puts("No test was run: that is a failure.");
  return 1;
}

}  // namespace

team::Team& team() { return *the_team; }

}  // namespace quadrille::harness

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return quadrille::team::run_program(argc, argv, quadrille::harness::run_all_tests);
}
