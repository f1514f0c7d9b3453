// Who does what: the linear order of a layout cut into shares of equal cost, or into falling tickets.
#pragma once

#include <cstdint>
#include <vector>

#include "quadrille/work/layout.hpp"
#include "quadrille/work/pending.hpp"

namespace quadrille::work {

/// Static plan: contiguous shares of positions, one for each rank in order, together all. Each end lies where
/// it is nearest to an even cut of the cost. Shares may be empty.
std::vector<Share> even_shares(const Pending& work, int ranks);

/// Dynamic plan: the same order cut into tickets of falling cost. Each round of `ranks` tickets shares out
/// half of what is left, until a ticket would cost less than `smallest`; the last round takes the rest. So
/// there are as many rounds as the logarithm of a rank's even share over `smallest`, 41 at most.
/// (Guided self-scheduling, Polychronopoulos and Kuck 1987, in rounds: ticket t follows from t alone.)
class Tickets {
 public:
  Tickets(Pending work, int ranks, double smallest);

  std::uint64_t count() const { return ranks_ * (halvings_ + 1); }
  /// Positions of ticket `index` in [0, count()); may be empty.
  Share operator[](std::uint64_t index) const;

 private:
  std::uint64_t begin(std::uint64_t index) const;

  Pending work_;
  std::uint64_t ranks_;
  std::uint64_t halvings_ = 0;
};

}  // namespace quadrille::work
