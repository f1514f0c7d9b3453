// A small program that ends in the way that its argument names. CTest looks at what a user would see.
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include "quadrille/distribute/run.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/sub_teams.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/layout.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using work::testing::Count;
using work::testing::Word;
using work::testing::Words;

void sleep_for_seconds(double seconds) {
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

/// Blocks of a millisecond. What happens is up to the job's name.
struct Troubled : Words {
  std::string name;
  int rank = 0;

  Word operator()(const work::Block& at, Count& tally) {
    if (at.block % 10 == 5 && fails()) throw std::runtime_error("a block broke");
    if (name == "stuck" && rank == 0) sleep_for_seconds(100);
    sleep_for_seconds(0.001);
    return Words::operator()(at, tally);
  }
  bool fails() const {
    return name == "first" ? rank == 0 : name == "all" ? true : name == "last" ? rank == 2 : rank != 0;
  }
};

int run_troubled(team::Exchange& team, const std::string& name, Schedule schedule) {
  Troubled kernel;
  kernel.name = name;
  kernel.rank = team.rank();
  RunOptions options;
  options.schedule = schedule;
  options.smallest_ticket = 1;
  run(team, work::Layout(1, {{3000, 1, 1, 0}}), kernel, options);
  return 0;
}

/// By all ranks but the last, which rests.
int run_troubled_part(team::Team& team, const std::string& name) {
  const int size = team.size() - 1;
  team::SubTeams teams(team, {size});
  if (team.rank() < size) run_troubled(teams.team(size), name, Schedule::static_shares);
  teams.meet();
  return 0;
}

int body(team::Team& team, const std::string& job) {
  if (job == "bad_input") throw text::InputError("the input is bad");
  if (job == "bad_input_on_one" && team.rank() == 1) throw text::InputError("the input is bad");
  if (job == "bad_input_on_first" && team.rank() == 0) throw text::InputError("the input is bad");
  if (job == "different") team.require_same("kernel", team.rank() == 1 ? "a" : "b");
  if (job == "require") team.require({});
  if (job == "thrown_on_one" && team.rank() == 1) throw std::runtime_error("outside of a run");
  if (job == "stopped") return 75;
  team.barrier();
  return 0;
}

}  // namespace
}  // namespace quadrille::distribute

int main(int argc, char** argv) {
  namespace team = quadrille::team;
  using namespace quadrille::distribute;
  const std::string job = argc > 1 ? argv[1] : "";
  const std::string where = argc > 2 ? argv[2] : "";
  return team::run_program(argc, argv, [&](team::Team& team) {
    if (job == "static") return run_troubled(team, where, Schedule::static_shares);
    if (job == "part") return run_troubled_part(team, where);
    if (job == "dynamic") return run_troubled(team, where, Schedule::dynamic_tickets);
    return body(team, job);
  });
}
