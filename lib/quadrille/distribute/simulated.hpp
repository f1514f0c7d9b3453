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
#include "quadrille/work/pending.hpp"

namespace quadrille::distribute {

/// Messages between simulated ranks.
class SimulatedWorld {
 public:
  explicit SimulatedWorld(int size) : size_(size) {}

  /// From how many ranks messages to this one have not been read.
  std::size_t waiting_for(int rank) const;

  /// Messages, and their bytes, that this rank has sent, and all.
  std::uint64_t messages_of(int rank) const;
  std::uint64_t bytes() const { return bytes_; }

 private:
  friend class SimulatedRank;

  int size_;
  std::map<std::pair<int, int>, std::deque<std::string>> mail_;  // (from, to) -> messages not yet read
  std::map<int, std::uint64_t> sent_;                            // how many, by sender
  std::uint64_t bytes_ = 0;
};

/// A rank among others that take turns: it may only receive what was sent before. What goes out from rank 0
/// (broadcast, scatter) the lowest does first, what comes in (gather) the highest. Tickets are dealt out in
/// turn.
class SimulatedRank final : public team::Exchange {
 public:
  SimulatedRank(SimulatedWorld& world, int rank) : world_(world), rank_(rank) {}

  int rank() const override { return rank_; }
  int size() const override { return world_.size_; }
  void send(int to, std::span<const char> message) override;
  std::size_t receive(int from, std::span<char> message) override;
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

/// A team of `size` ranks that has run()'s plan, scatter, fold and gather.
struct Simulated {
  int size = 1;
};

template <work::Kernel K>
Run<K> run(Simulated team, const work::Layout& layout, K& kernel, const RunOptions& options = {}) {
  SimulatedWorld world(team.size);
  std::deque<SimulatedRank> ranks;
  std::vector<work::Share> dealt;
  for (int rank = 0; rank < team.size; ++rank)
    dealt.push_back(deal(ranks.emplace_back(world, rank), work::Pending(layout), options));
  for (std::size_t rank = ranks.size() - 1; rank > 0; --rank)
    run_dealt(ranks[rank], layout, dealt[rank], kernel, options);
  return run_dealt(ranks.front(), layout, dealt.front(), kernel, options);
}

}  // namespace quadrille::distribute
