// Who does what: the linear order of a layout cut into shares of equal cost, or into falling tickets.
#pragma once

#include <cstdint>
#include <vector>

#include "distribute/layout.hpp"

namespace quadrille::distribute {

/// Static plan: contiguous shares, one for each rank in order, together all slots. Each end lies on the slot
/// nearest to an even cut of the cost. Shares may be empty.
std::vector<Share> cut(const Layout& layout, int ranks);

/// Dynamic plan: the same order cut into tickets of falling cost. Each round of `ranks` tickets shares out
/// half of what is left, until a ticket would cost less than `smallest`; the last round takes the rest. So
/// there are as many rounds as the logarithm of a rank's even share over `smallest`, 41 at most.
/// (Guided self-scheduling, Polychronopoulos and Kuck 1987, in rounds: ticket t follows from t alone.)
class Tickets {
 public:
  Tickets(const Layout& layout, int ranks, double smallest);

  std::uint64_t count() const { return ranks_ * (halvings_ + 1); }
  /// Slots of ticket `index` in [0, count()); may be empty.
  Share operator[](std::uint64_t index) const;

 private:
  std::uint64_t begin(std::uint64_t index) const;

  const Layout* layout_;
  std::uint64_t ranks_;
  std::uint64_t halvings_ = 0;
};

}  // namespace quadrille::distribute
