// A kernel whose blocks are paid for instead of computed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include <time.h>

#include "ledger.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::smpi {

/// What a kernel's blocks cost, measured, and what they give: a leaf, and a tally of many blocks.
template <work::Kernel K>
class Prices {
 public:
  Prices(const work::Layout& layout, K& kernel) : layout_(layout) {
    const std::uint64_t step = layout.groups() / kinds_measured + 1;
    for (std::uint64_t group = 0; group < layout.groups(); group += step) measure(group, kernel);
    if (layout.groups() > 0) measure(layout.groups() - 1, kernel);
  }

  /// Seconds of processor time; between blocks that were measured, interpolated by the layout's costs.
  double operator()(const work::Block& block) const {
    const double cost = cost_of(block);
    const auto above = seconds_.lower_bound(cost);
    if (above == seconds_.begin() || (above != seconds_.end() && above->first == cost)) return above->second;
    const auto below = std::prev(above);
    if (above == seconds_.end()) return below->second;
    return std::lerp(below->second, above->second, (cost - below->first) / (above->first - below->first));
  }

  const typename K::Leaf& leaf() const { return leaf_; }
  const typename K::Tally& tally() const { return tally_; }

 private:
  static constexpr std::uint64_t kinds_measured = 64, blocks_of_tally = 1024;
  static constexpr int trials = 10, calls_at_once = 16;
  static constexpr double enough = 2e-4;  // seconds of a trial

  double cost_of(const work::Block& block) const {
    const work::Group& group = layout_.group(block.group);
    return block.block + 1 == group.blocks ? group.last_block_cost : group.block_cost;
  }

  void measure(std::uint64_t group, K& kernel) {
    const std::uint64_t blocks = layout_.group(group).blocks;
    if (blocks == 0) return;
    tally_ = {};
    for (std::uint64_t number = 0; number < std::min(blocks, blocks_of_tally); ++number)
      leaf_ = kernel(work::Block{group, 0, number}, tally_);
    measure(group, 0, std::max<std::uint64_t>(blocks - 1, 1), kernel);
    measure(group, blocks - 1, blocks, kernel);
  }

  /// Blocks [begin, end), which cost the same, in turn: a tally must not see the same values again and again.
  void measure(std::uint64_t group, std::uint64_t begin, std::uint64_t end, K& kernel) {
    auto& seconds = seconds_.emplace(cost_of({group, 0, begin}), 1e300).first->second;
    work::Block block{group, 0, begin};
    for (int trial = 0; trial < trials; ++trial) {
      const double start = processor_time();
      double spent = 0;
      int calls = 0;
      for (; spent < enough; spent = processor_time() - start)
        for (int i = 0; i < calls_at_once; ++i, ++calls) {
          (void)kernel(block, tally_);
          if (++block.block == end) block.block = begin;
        }
      seconds = std::min(seconds, spent / calls);
    }
  }

  static double processor_time() {
    timespec time{};
    (clock_gettime)(CLOCK_PROCESS_CPUTIME_ID, &time);  // in parentheses it is no macro of SMPI's
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }

  work::Layout layout_;
  std::map<double, double> seconds_;  // of a block, by its cost
  typename K::Leaf leaf_;
  typename K::Tally tally_;
};

/// Satisfies distribute's concept of a kernel. Blocks are not computed; all else is the kernel's own work.
template <work::Kernel K>
class PricedKernel {
 public:
  using Leaf = typename K::Leaf;
  using Summary = typename K::Summary;
  using Tally = typename K::Tally;

  PricedKernel(K kernel, const Prices<K>& prices) : kernel_(std::move(kernel)), prices_(prices) {}

  Leaf operator()(const work::Block& block, Tally& tally) {
    const double price = prices_(block);
    owe(price);
    seconds_ += price;
    if (std::exchange(tally_is_empty_, false)) tally = prices_.tally();
    return prices_.leaf();
  }
  Summary conclude(std::uint64_t group, std::uint64_t replicate, const Leaf& leaf) {
    return kernel_.conclude(group, replicate, leaf);
  }
  std::string replay(const work::Block& block) const { return kernel_.replay(block); }

  /// The price of all blocks so far.
  double seconds() const { return seconds_; }

 private:
  K kernel_;
  const Prices<K>& prices_;
  bool tally_is_empty_ = true;
  double seconds_ = 0;
};

}  // namespace quadrille::smpi
