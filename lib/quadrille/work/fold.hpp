// One aligned binary tree over a numbered sequence of partial results.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/serialization/vector.hpp>

#include "quadrille/text/error.hpp"
#include "quadrille/work/kernel.hpp"

namespace quadrille::work {

/// Merges numbered leaves in an order that depends on their numbers alone.
///
/// Node (level, index) covers leaves [index 2^level, (index + 1) 2^level). Two siblings merge, left with
/// right, into their parent. Of n leaves there remain the perfect subtrees of n's binary digits, largest
/// first; they merge from the right end to the left: n = 7 gives (0..3) with ((4..5) with 6). That is the
/// tree over the next power of two with its absent leaves left out, so longer sequences share all its nodes.
///
/// Nodes may come in any order; in rising order it holds O(log n) of them.
template <Mergeable T>
class Fold {
 public:
  /// Leaves [begin, end).
  struct Leaves {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };

  /// Throws RunError if a leaf of the node is there already. Leaves end below 2^63.
  void add(unsigned level, std::uint64_t index, T value) {
    std::size_t place = place_for(level, index);
    nodes_.insert(nodes_.begin() + static_cast<std::ptrdiff_t>(place), Node{level, index, std::move(value)});
    while (true) {
      const std::size_t left = nodes_[place].index % 2 == 0 ? place : place - 1;
      if (left >= nodes_.size() - 1 || !siblings(nodes_[left], nodes_[left + 1])) return;
      merge_at(left);
      place = left;
    }
  }

  void absorb(Fold&& other) {
    for (Node& node : other.nodes_) add(node.level, node.index, std::move(node.value));
    other.nodes_.clear();
  }

  bool empty() const { return nodes_.empty(); }
  std::size_t size() const { return nodes_.size(); }
  void clear() { nodes_.clear(); }

  /// The first of leaves [0, count) that no node covers, up to the next node; none if all are there.
  std::optional<Leaves> gap(std::uint64_t count) const {
    std::uint64_t reached = 0;
    for (const Node& node : nodes_) {
      if (node.begin() > reached) return Leaves{reached, std::min(node.begin(), count)};
      reached = node.end();
    }
    if (reached < count) return Leaves{reached, count};
    return std::nullopt;
  }

  /// The result of leaves [0, count), an empty one of none. Throws RunError if there are fewer or more.
  T finish(std::uint64_t count) && {
    if (const auto missing = gap(count))
      throw text::RunError("fewer results than items: " + describe(*missing, count));
    if (!nodes_.empty() && nodes_.back().end() > count)
      throw text::RunError("more results than items: " + std::to_string(nodes_.back().end()) + " of " +
                           std::to_string(count));
    if (nodes_.empty()) return T{};
    for (; nodes_.size() > 1; nodes_.pop_back()) nodes_[nodes_.size() - 2].value.merge(nodes_.back().value);
    T whole = std::move(nodes_.front().value);
    nodes_.clear();
    return whole;
  }

  /// The first node of both folds whose values are not the same; none if there is none.
  template <class Same>
  std::optional<Leaves> difference(const Fold& other, const Same& same) const {
    auto theirs = other.nodes_.begin();
    for (const Node& node : nodes_) {
      while (theirs != other.nodes_.end() && theirs->begin() < node.begin()) ++theirs;
      if (theirs == other.nodes_.end()) break;
      if (theirs->index == node.index && theirs->level == node.level && !same(node.value, theirs->value))
        return Leaves{node.begin(), node.end()};
    }
    return std::nullopt;
  }

  /// "5 to 7 of 0 to 9 are missing".
  static std::string describe(const Leaves& missing, std::uint64_t count) {
    return std::to_string(missing.begin) + " to " + std::to_string(missing.end - 1) + " of 0 to " +
           std::to_string(count - 1) + " are missing";
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& nodes_;
  }

 private:
  struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;
    T value{};

    std::uint64_t begin() const { return index << level; }
    std::uint64_t end() const { return (index + 1) << level; }

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
      archive& level& index& value;
    }
  };

  static bool siblings(const Node& left, const Node& right) {
    return left.level == right.level && left.index % 2 == 0 && left.index + 1 == right.index;
  }

  std::size_t place_for(unsigned level, std::uint64_t index) const {
    const std::uint64_t begin = index << level;
    const std::uint64_t end = (index + 1) << level;
    std::size_t place = nodes_.size();
    if (place > 0 && nodes_.back().begin() >= begin) {
      const auto ends_before = [](const Node& node, std::uint64_t leaf) { return node.begin() < leaf; };
      place = static_cast<std::size_t>(std::lower_bound(nodes_.begin(), nodes_.end(), begin, ends_before) -
                                       nodes_.begin());
    }
    const bool overlaps = (place > 0 && nodes_[place - 1].end() > begin) ||
                          (place < nodes_.size() && nodes_[place].begin() < end);
    if (overlaps)
      throw text::RunError("two results for the same items: some of " + std::to_string(begin) + " to " +
                           std::to_string(end - 1));
    return place;
  }

  void merge_at(std::size_t left) {
    Node& parent = nodes_[left];
    parent.value.merge(nodes_[left + 1].value);
    ++parent.level;
    parent.index /= 2;
    nodes_.erase(nodes_.begin() + static_cast<std::ptrdiff_t>(left) + 1);
  }

  std::vector<Node> nodes_;  // by first leaf; no two are siblings
};

}  // namespace quadrille::work
