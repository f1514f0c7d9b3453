// Uniform points in ascending order, without sorting, in blocks that need not know of one another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quadrille/random/grouped_stream.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::random {

/// A closed interval of the real line; low <= high, both finite.
struct Interval {
  double low = 0;
  double high = 1;
  double length() const { return high - low; }
};

/// A block of consecutive spacings, eight lanes wide. Entry 8 r + l of `weight` is the spacing of rank
/// l * rows + r (or a little less where lanes are short) in the block: lane l holds consecutive points, and
/// the running sum needs no horizontal step. A spacing's width is `weight` * `scale`, never a difference of
/// two positions. Lanes 0 .. full_lanes - 1 have `rows` entries, the others rows - 1; what lies beyond has
/// weight 0.
class SpacingsBlock {
 public:
  static constexpr std::size_t capacity = 4096;  // 32 KiB

  std::uint64_t first = 0;  ///< rank of the block's first spacing among all n + 1
  std::uint32_t count = 0;  ///< spacings in the block
  std::uint32_t rows = 0;   ///< ceil(count / 8)
  std::uint32_t full_lanes = 0;
  double scale = 0;               ///< width of a spacing over its weight
  double high = 0;                ///< no position passes it
  std::array<double, 8> start{};  ///< of each lane: position of the left end of its first spacing
  std::array<double, 8> total{};  ///< of each lane's weights

  /// Returns the weights: 8 * rows entries.
  std::span<double> weight() { return std::span(weight_).first(8 * std::size_t{rows}); }
  std::span<const double> weight() const { return std::span(weight_).first(8 * std::size_t{rows}); }

 private:
  alignas(64) std::array<double, capacity> weight_;
};

/// The right ends of a block's spacings, in the order of its entries; what lies beyond a short lane's end
/// stands at that end. Made as they are wanted: all of them at once, beside their weights, would not stay in
/// the first-level cache.
class Positions {
 public:
  /// Requires that the block outlives this object.
  explicit Positions(const SpacingsBlock& block) : block_(block) {}

  /// Writes the next out.size() positions. Requires that to be a multiple of 8.
  void next(std::span<double> out);

 private:
  const SpacingsBlock& block_;
  std::size_t entry_ = 0;
  std::array<double, 8> sum_{};  // of each lane's weights so far
};

/// Returns the end of each lane: the right end of its last spacing.
std::array<double, 8> lane_ends(const SpacingsBlock& block);

/// n independent uniform points on an interval in ascending order, and their n + 1 spacings, the last of
/// which ends at the interval's upper end. Spacings are distributed as independent exponentials over their
/// sum (Devroye, Non-Uniform Random Variate Generation, 1986, ch. V). Widths are never negative and a lane's
/// positions ascend; the first of a lane or block may be a rounding error below the last of the one before.
///
/// Blocks of `block_spacings` are drawn independently of each other: the share of a node of the binary tree
/// over blocks that falls to its left child, with a of its a + b spacings, is Beta(a, b), and is independent
/// of the shares within the children (Lukacs 1955). The split at block boundary p uses index 2 p and 2 p + 1
/// of a stream of its own, so any block's share is found from the root in log2(blocks) steps. The widths of
/// all blocks add up to the interval's, but for rounding.
class SortedUniforms {
 public:
  static constexpr std::uint64_t block_spacings = SpacingsBlock::capacity;

  /// `points` = n below 2^53; `purpose` names what the points are for and is part of the streams' purposes.
  SortedUniforms(std::uint64_t seed, const std::string& purpose, std::uint64_t points, Interval interval);

  /// Returns the number of blocks, ceil((n + 1) / block_spacings).
  static std::uint64_t blocks(std::uint64_t points) { return points / block_spacings + 1; }

  /// Draws block b into `block`. Requires b < blocks(points). Consecutive blocks are cheap: the path from the
  /// root is kept.
  void draw(std::uint64_t b, SpacingsBlock& block);

 private:
  struct Node {
    std::uint64_t first, last;  // blocks [first, last)
    double start, share;        // of [0, 1]
  };

  Node find(std::uint64_t block);
  std::uint64_t spacings_before(std::uint64_t block) const;

  Stream exponentials_;
  GroupedStream splits_;
  std::uint64_t points_;
  Interval interval_;
  std::vector<Node> path_;  // from the root to the block drawn last
};

}  // namespace quadrille::random
