// Any number of ranks in one process, one after the other: for tests, and for looking at large teams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/distribute/run.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/plan.hpp"

namespace quadrille::distribute {

/// Messages and shares between simulated ranks.
class SimulatedWorld {
 public:
  SimulatedWorld(int size, std::vector<work::Share> shares) : size_(size), shares_(std::move(shares)) {}

  /// From how many ranks messages to this one have not been read.
  std::size_t waiting_for(int rank) const;

  /// Bytes of all messages so far.
  std::uint64_t bytes() const { return bytes_; }

 private:
  friend class SimulatedRank;

  int size_;
  std::vector<work::Share> shares_;
  std::map<std::pair<int, int>, std::deque<std::string>> mail_;  // (from, to) -> messages not yet read
  std::uint64_t bytes_ = 0;
};

/// A rank that runs alone until it is done; a rank may only receive what was sent before it began. Tickets
/// are dealt out in turn.
class SimulatedRank final : public team::Exchange {
 public:
  SimulatedRank(SimulatedWorld& world, int rank) : world_(world), rank_(rank) {}

  int rank() const override { return rank_; }
  int size() const override { return world_.size_; }
  work::Share scatter(const std::vector<work::Share>&) override {
    return world_.shares_[static_cast<std::size_t>(rank_)];
  }
  void send(int to, std::span<const char> message) override;
  void receive(int from, std::span<char> message) override;
  void open_tickets() override { next_ticket_ = static_cast<std::uint64_t>(rank_); }
  std::uint64_t ticket() override {
    return std::exchange(next_ticket_, next_ticket_ + static_cast<std::uint64_t>(size()));
  }
  void poll() override {}
  system::StopCause stopping() const override { return 0; }
  [[noreturn]] void fail(const std::string& message) override;

 private:
  SimulatedWorld& world_;
  int rank_;
  std::uint64_t next_ticket_ = 0;
};

/// A team of `size` ranks that has run()'s plan, fold and gather. Messages go from higher ranks to lower ones
/// only, so the highest runs first.
struct Simulated {
  int size = 1;
};

template <work::Kernel K>
Run<K> run(Simulated team, const work::Layout& layout, K& kernel, const RunOptions& options = {}) {
  SimulatedWorld world(team.size, work::even_shares(layout, team.size));
  for (int rank = team.size - 1; rank > 0; --rank) {
    SimulatedRank member(world, rank);
    run(member, layout, kernel, options);
  }
  SimulatedRank root(world, 0);
  return run(root, layout, kernel, options);
}

}  // namespace quadrille::distribute
