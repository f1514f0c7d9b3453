// What one rank, or several that have been gathered, know of the result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include <boost/serialization/map.hpp>

#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/fold.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::work {

/// A set of finished nodes: summaries of concluded replicates, leaves of replicates that other ranks share,
/// tallies. A replicate is concluded as soon as its last block is here; where blocks may grow, at the end.
template <Kernel K>
class Nodes {
 public:
  using Leaves = Fold<typename K::Leaf>;

  typename K::Tally& tally(std::uint64_t group) { return groups_[group].tally; }

  /// Adds blocks of one replicate. Throws RunError if one of them is here already.
  void add(const Layout& layout, K& kernel, std::uint64_t group, std::uint64_t replicate, Leaves&& blocks) {
    add(layout, kernel, group, groups_[group], replicate, std::move(blocks));
  }

  /// Takes over all that `other` knows. Throws RunError if both know the same block.
  void merge(const Layout& layout, K& kernel, Nodes&& other) {
    groups_.merge(other.groups_);  // leaves there the groups that both know
    for (auto& [group, theirs] : other.groups_) {
      GroupPart& ours = groups_[group];
      ours.tally.merge(theirs.tally);
      ours.summaries.absorb(std::move(theirs.summaries));
      for (auto& [replicate, blocks] : theirs.open)
        add(layout, kernel, group, ours, replicate, std::move(blocks));
    }
    other.groups_.clear();
  }

  /// The first blocks or replicates that both know, and that are not the same to the bit; "" if there are
  /// none.
  std::string difference(const Nodes& other) const {
    const auto same = [](const auto& left, const auto& right) {
      return text::pack(left) == text::pack(right);
    };
    const auto named = [](std::uint64_t group, const std::string& what, const auto& leaves) {
      return "group " + std::to_string(group) + ", " + what + ' ' + std::to_string(leaves.begin) + " to " +
             std::to_string(leaves.end - 1);
    };
    for (const auto& [group, ours] : groups_) {
      const auto theirs = other.groups_.find(group);
      if (theirs == other.groups_.end()) continue;
      if (const auto found = ours.summaries.difference(theirs->second.summaries, same))
        return named(group, "replicates", *found);
      for (const auto& [replicate, blocks] : ours.open)
        if (const auto open = theirs->second.open.find(replicate); open != theirs->second.open.end())
          if (const auto found = blocks.difference(open->second, same))
            return named(group, "replicate " + std::to_string(replicate) + ", blocks", *found);
    }
    return "";
  }

  /// The results of all groups. Throws RunError if a block is missing: which one.
  Outcome<K> finish(const Layout& layout, K& kernel) && {
    Outcome<K> outcome(layout.groups());
    for (std::uint64_t group = 0; group < layout.groups(); ++group) {
      GroupPart part;
      if (auto found = groups_.extract(group)) part = std::move(found.mapped());
      conclude_open(layout, kernel, group, part);
      require_complete(layout, group, part);
      outcome[group] = {std::move(part.summaries).finish(layout.replicates()), std::move(part.tally)};
    }
    return outcome;
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& groups_;
  }

 private:
  struct GroupPart {
    Fold<typename K::Summary> summaries;
    typename K::Tally tally{};
    std::map<std::uint64_t, Leaves> open;  // replicates that lack blocks

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& summaries& tally& open;
    }
  };

  static void add(const Layout& layout, K& kernel, std::uint64_t group, GroupPart& part,
                  std::uint64_t replicate, Leaves&& blocks) {
    const std::uint64_t count = layout.group(group).blocks;
    if (const auto waiting = part.open.find(replicate); waiting != part.open.end()) {
      waiting->second.absorb(std::move(blocks));
      blocks = std::move(waiting->second);
      part.open.erase(waiting);
    }
    if (layout.growth() == Growth::blocks || blocks.gap(count))
      part.open.emplace(replicate, std::move(blocks));
    else
      part.summaries.add(0, replicate, kernel.conclude(group, replicate, std::move(blocks).finish(count)));
  }

  /// Where blocks may grow, whole replicates have waited until now. Stops at one that lacks blocks.
  static void conclude_open(const Layout& layout, K& kernel, std::uint64_t group, GroupPart& part) {
    const std::uint64_t count = layout.group(group).blocks;
    while (!part.open.empty() && !part.open.begin()->second.gap(count)) {
      auto first = part.open.extract(part.open.begin());
      part.summaries.add(0, first.key(),
                         kernel.conclude(group, first.key(), std::move(first.mapped()).finish(count)));
    }
  }

  static void require_complete(const Layout& layout, std::uint64_t group, const GroupPart& part) {
    const auto missing = [&](const std::string& what) {
      return text::RunError("fewer results than items: of group " + std::to_string(group) + ", " + what);
    };
    if (!part.open.empty()) {
      const auto& [replicate, blocks] = *part.open.begin();
      const std::uint64_t count = layout.group(group).blocks;
      throw missing("replicate " + std::to_string(replicate) + ", blocks " +
                    Leaves::describe(*blocks.gap(count), count));
    }
    if (const auto gap = part.summaries.gap(layout.replicates()))
      throw missing("replicates " + part.summaries.describe(*gap, layout.replicates()));
  }

  std::map<std::uint64_t, GroupPart> groups_;
};

}  // namespace quadrille::work
