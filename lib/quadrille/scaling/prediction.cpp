#include "quadrille/scaling/prediction.hpp"

#include <algorithm>

#include "quadrille/system/backoff.hpp"
#include "quadrille/work/climb.hpp"
#include "quadrille/work/plan.hpp"

namespace quadrille::scaling {
namespace {

using system::expected_lateness;
using work::Layout;
using work::Share;

class VirtualTeam {
 public:
  VirtualTeam(const Layout& layout, std::uint64_t processes, const Costs& costs, const Network& network)
      : layout_(layout), costs_(costs), network_(network), chains_(processes) {
    shares_ = work::even_shares(layout, static_cast<int>(processes));
  }

  /// Shares go from lower ranks to higher ones, results back.
  Prediction run() {
    for (std::size_t rank = 0; rank < chains_.size(); ++rank) scatter(rank);
    Prediction done{.processes = chains_.size(), .chain = {}};
    for (std::size_t rank = chains_.size(); rank-- > 0;) {
      Chain& own = chains_[rank];
      const double compute = kernels(rank);
      done.slowest = std::max(done.slowest, compute);
      done.mean += compute / static_cast<double>(chains_.size());
      own.plan = plan();
      own.kernels = compute;
      work::climb(
          static_cast<std::int64_t>(rank), static_cast<std::int64_t>(chains_.size()),
          [&](std::int64_t from) { take_over(own, rank, static_cast<std::size_t>(from)); },
          [](std::int64_t) {});
    }
    done.chain = chains_.front();
    done.chain.finish = costs_.finish * static_cast<double>(bytes(0, chains_.size()));
    return done;
  }

 private:
  double plan() const { return costs_.plan * static_cast<double>(chains_.size()); }

  double kernels(std::size_t rank) const {
    const double cost = layout_.cost_before(shares_[rank].end) - layout_.cost_before(shares_[rank].begin);
    return cost * (chains_.size() == 1 ? costs_.alone : costs_.busy);
  }

  /// Hands on, when this rank has its share, those of the ranks that get theirs through it.
  void scatter(std::size_t rank) {
    const auto ranks = static_cast<std::int64_t>(chains_.size());
    double& now = chains_[rank].scatter;
    work::descend(
        static_cast<std::int64_t>(rank), ranks, [](std::int64_t) {},
        [&](std::int64_t to) {
          const auto shares = static_cast<std::uint64_t>(work::end_of_part(to, ranks) - to);
          const std::uint64_t size = work::bytes_of_shares(shares);
          const double handled = costs_.deal * static_cast<double>(shares);  // packed here, unpacked there
          now += handled;
          const double arrives = now + journey(size);
          chains_[static_cast<std::size_t>(to)].scatter =
              arrives + expected_lateness(plan() + arrives) + costs_.message + handled;
          now += sending(size);
        });
  }

  /// What the ranks [first, end) know.
  std::uint64_t bytes(std::size_t first, std::size_t end) const {
    return bytes_of(layout_, {shares_[first].begin, shares_[end - 1].end}, costs_.weight);
  }

  /// `own` goes on when the message of `from` is there and merged.
  void take_over(Chain& own, std::size_t rank, std::size_t from) const {
    const std::uint64_t size = bytes(from, std::min(2 * from - rank, chains_.size()));
    Chain theirs = chains_[from];
    theirs.gather += journey(size);
    if (const double wait = theirs.total() - own.total(); wait > 0) {
      own = theirs;
      own.gather += expected_lateness(wait);
    }
    own.gather += costs_.message + costs_.take_over * static_cast<double>(size);
  }

  /// Of so many bytes, from the moment of sending to the arrival of all.
  double journey(std::uint64_t size) const {
    const double seconds = messages(size) + network_.latency + static_cast<double>(size) / network_.bandwidth;
    if (size <= eager_limit) return seconds;
    const double there_and_back = 2 * network_.latency;
    return seconds + there_and_back + expected_lateness(there_and_back);
  }

  /// What of that the sender waits for: of a message that asks first, all until the last byte has left.
  double sending(std::uint64_t size) const {
    return size <= eager_limit ? messages(size) : journey(size) - network_.latency;
  }

  /// The bytes' number and the first of them go together, the others by themselves.
  double messages(std::uint64_t size) const {
    return costs_.message * (size <= work::most_in_first_message ? 1 : 2);
  }

  const Layout& layout_;
  const Costs& costs_;
  const Network& network_;
  std::vector<Share> shares_;
  std::vector<Chain> chains_;  // by rank: until it has taken over all that it waits for
};

}  // namespace

Prediction predict(const Layout& layout, std::uint64_t processes, const Costs& costs,
                   const Network& network) {
  const Prediction serial = VirtualTeam(layout, 1, costs, network).run();
  if (processes == 1) return serial;
  Prediction done = VirtualTeam(layout, processes, costs, network).run();
  done.speedup = serial.chain.total() / done.chain.total();
  return done;
}

}  // namespace quadrille::scaling
