// The part of a layout that is still to be done.
#pragma once

#include <cstdint>
#include <vector>

#include "quadrille/work/layout.hpp"

namespace quadrille::work {

/// Slots of a layout in their order, numbered anew without gaps: *positions* from 0 to slots(). Without a
/// journal they are all there are, and a position is a slot. The layout must outlive it.
class Pending {
 public:
  /// All of it.
  Pending(const Layout& layout) : Pending(layout, {{0, layout.slots()}}) {}  // NOLINT: a Layout is one

  /// These slots: in rising order, disjoint.
  Pending(const Layout& layout, const std::vector<Share>& slots);

  std::uint64_t slots() const { return positions_before_.back(); }
  double cost() const { return cost_before_.back(); }

  /// Cost of all positions before this one, in [0, slots()].
  double cost_before(std::uint64_t position) const;

  /// The position in [0, slots()] whose cost_before() is nearest to this cost.
  std::uint64_t nearest(double cost) const;

  /// The slots of the first positions of [positions.begin, positions.end), not empty, up to the next gap.
  Share run_of(Share positions) const;

 private:
  std::size_t range_of(std::uint64_t position) const;

  const Layout* layout_;
  std::vector<Share> ranges_;                    // of slots; none is empty
  std::vector<std::uint64_t> positions_before_;  // one more than ranges
  std::vector<double> cost_before_;              // likewise
};

}  // namespace quadrille::work
