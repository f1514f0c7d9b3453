// One rank at work on its slots.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <string>
#include <utility>

#include "distribute/partial.hpp"
#include "distribute/pulse.hpp"
#include "text/error.hpp"

namespace quadrille::distribute {

/// Seconds in kernels, over ranks.
struct Compute {
  double slowest = 0;
  double fastest = std::numeric_limits<double>::infinity();
  double sum = 0;

  void merge(const Compute& other) {
    slowest = std::max(slowest, other.slowest);
    fastest = std::min(fastest, other.fastest);
    sum += other.sum;
  }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& slowest& fastest& sum;
  }
};

/// What ranks hand on.
template <Kernel K>
struct Harvest {
  Partial<K> partial;
  Compute compute;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& partial& compute;
  }
};

template <Kernel K>
class Worker {
 public:
  Worker(const Layout& layout, K& kernel, Pulse& pulse) : layout_(layout), kernel_(kernel), pulse_(pulse) {}

  /// Runs the kernel on each slot of the share in order, with a beat of the pulse after each.
  void work(Share share) {
    if (share.begin == share.end) return;
    const double start = seconds_now();
    Block next = layout_.at(share.begin);
    for (std::uint64_t slot = share.begin; slot < share.end;) {
      const std::uint64_t slots = std::max<std::uint64_t>(layout_.group(next.group).blocks, 1);
      const std::uint64_t here = std::min(slots - next.block, share.end - slot);
      work_on_replicate(next, here, slot);
      slot += here;
      next.block = 0;
      if (++next.replicate == layout_.replicates()) next = {next.group + 1, 0, 0};
    }
    seconds_ += seconds_now() - start;
  }

  Harvest<K> harvest() && { return {std::move(partial_), {seconds_, seconds_, seconds_}}; }

 private:
  /// Blocks [first.block, first.block + count) of one replicate; none if it has none.
  void work_on_replicate(const Block& first, std::uint64_t count, std::uint64_t slot) {
    if (layout_.group(first.group).blocks == 0) count = 0;
    typename Partial<K>::Leaves leaves;
    typename K::Tally& tally = partial_.tally(first.group);
    for (std::uint64_t offset = 0; offset < count; ++offset) {
      const Block block{first.group, first.replicate, first.block + offset};
      leaves.add(0, block.block, leaf(block, tally));
      pulse_.beat(slot + offset + 1);
    }
    partial_.add(layout_, kernel_, first.group, first.replicate, std::move(leaves));
  }

  typename K::Leaf leaf(const Block& block, typename K::Tally& tally) {
    try {
      return kernel_(block, tally);
    } catch (const std::exception& error) {
      throw text::RunError(error.what() + ("; to see it alone: " + std::string(kernel_.replay(block))));
    }
  }

  const Layout& layout_;
  K& kernel_;
  Pulse& pulse_;
  Partial<K> partial_;
  double seconds_ = 0;
};

}  // namespace quadrille::distribute
