// How a problem is cut: groups, their replicates, and the base blocks of a replicate, with what each costs.
#pragma once

#include <cstdint>
#include <vector>

#include "quadrille/work/segments.hpp"

namespace quadrille::work {

/// All replicates of a group are cut alike. Costs are finite, not negative, in one unit for the whole layout;
/// nanoseconds are best, for the smallest dynamic ticket is stated in them. Only their ratios matter else.
struct Group {
  std::uint64_t blocks = 0;    ///< base blocks of one replicate; none is legal
  double block_cost = 0;       ///< one full block
  double last_block_cost = 0;  ///< the last block, which may be partial
  double replicate_cost = 0;   ///< what a replicate costs beside its blocks
};

/// One base block: number `block` of a replicate of a group, each counted from 0.
struct Block {
  std::uint64_t group = 0;
  std::uint64_t replicate = 0;
  std::uint64_t block = 0;
};

/// Slots [begin, end).
struct Share {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool operator==(const Share&) const = default;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& begin& end;
  }
};

/// What a longer run of the same problem has more of.
enum class Growth {
  replicates,
  blocks  ///< of the only replicate of the only group
};

/// The linear order of a problem's work: by group, replicate, block. Its steps are *slots*: one for each base
/// block, and one for each replicate without blocks, since that too has to be concluded by somebody.
/// Needs memory for groups alone; replicates and blocks may be as many as they like.
class Layout {
 public:
  /// Throws InputError for 2^63 slots or more, std::invalid_argument for an impossible cost.
  Layout(std::uint64_t replicates, std::vector<Group> groups, Growth growth = Growth::replicates);

  std::uint64_t replicates() const { return replicates_; }
  std::uint64_t groups() const { return groups_.size(); }
  const Group& group(std::uint64_t index) const { return groups_[index]; }

  std::uint64_t slots() const { return slots_before_.back(); }
  double cost() const { return cost_before_.back(); }
  /// Slots of all groups before this one, in [0, groups()].
  std::uint64_t slots_before(std::uint64_t group) const { return slots_before_[group]; }

  /// The block of a slot in [0, slots()); block 0 for a replicate that has none.
  Block at(std::uint64_t slot) const;

  Growth growth() const { return growth_; }

  /// The first slot that belongs to this extent alone; slots() if there is none. Where blocks may grow it is
  /// that of the last block, which may be partial: a longer run has another in its place.
  std::uint64_t tied_slot() const { return growth_ == Growth::blocks ? slots() - 1 : slots(); }

  /// Slots as segments of a journal, and those that no segment has, in order; whether a segment is of this
  /// layout.
  std::vector<work::Segment> segments(const std::vector<Share>& shares) const;
  std::vector<Share> shares_without(const work::Segments& segments) const;
  bool holds(const work::Segment& segment) const;

  /// Cost of all slots before this one, in [0, slots()].
  double cost_before(std::uint64_t slot) const;

  /// The slot in [0, slots()] whose cost_before() is nearest to this cost.
  std::uint64_t nearest(double cost) const;

 private:
  std::uint64_t replicates_;
  std::vector<Group> groups_;
  Growth growth_;
  std::vector<std::uint64_t> slots_before_;  // one more than groups
  std::vector<double> cost_before_;          // likewise
};

}  // namespace quadrille::work
