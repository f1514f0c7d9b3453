// A kernel of one's own, on any number of processes: how often do two of 23 people share a birthday?
#include <bitset>
#include <iostream>
#include <string>

#include "quadrille/distribute/run.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/layout.hpp"

using namespace quadrille;

/// A partial result: it is empty at first, takes in its right neighbour, and can be sent.
struct Count {
  std::uint64_t trials = 0, shared = 0;

  void merge(const Count& right) {
    trials += right.trials;
    shared += right.shared;
  }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& trials& shared;
  }
};

/// The work: a block of trials is a pure function of its number.
struct Birthdays {
  using Leaf = Count;     // of a block
  using Summary = Count;  // of all blocks
  using Tally = Count;    // of what may be counted in any order: nothing here

  static constexpr std::uint64_t block_trials = 4096, people = 23, days = 365;
  random::Stream stream{1, "birthdays"};  // seed and purpose

  Count operator()(const work::Block& at, Count&) const {
    Count count{block_trials, 0};
    for (std::uint64_t trial = at.block * block_trials; trial < (at.block + 1) * block_trials; ++trial) {
      std::bitset<days> taken;
      for (std::uint64_t person = 0; person < people; ++person)
        taken.set(static_cast<std::size_t>(days * stream.uniform(trial * people + person)));
      count.shared += taken.count() < people ? 1 : 0;
    }
    return count;
  }
  Count conclude(std::uint64_t, std::uint64_t, const Count& whole) const { return whole; }
  std::string replay(const work::Block& at) const { return "block " + std::to_string(at.block); }
};

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    Birthdays birthdays;
    const work::Layout layout(1, {{.blocks = 64, .block_cost = 1, .last_block_cost = 1}});
    const auto done = distribute::run(team, layout, birthdays);
    if (team.rank() != 0) return 0;
    const Count& count = done.outcome.front().summary;
    std::cout << count.shared << " of " << count.trials << '\n';
    return 0;
  });
}
