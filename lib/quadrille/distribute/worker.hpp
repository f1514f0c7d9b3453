// One rank at work on its slots.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <string>
#include <utility>

#include "quadrille/distribute/poller.hpp"
#include "quadrille/distribute/recorder.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/nodes.hpp"
#include "quadrille/work/pending.hpp"

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
template <work::Kernel K>
struct Harvest {
  work::Nodes<K> partial;
  Compute compute;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& partial& compute;
  }
};

template <work::Kernel K>
class Worker {
 public:
  /// With a recorder, what is done is recorded now and then, and work ends early when the job is to stop.
  Worker(const work::Layout& layout, K& kernel, Poller& poller, Recorder<K>* recorder)
      : layout_(layout), kernel_(kernel), poller_(poller), recorder_(recorder) {}

  /// Runs the kernel on the slots of these positions in order, with a beat of the poller after each. Whether
  /// it came to their end: if not, the job is to stop.
  bool work(const work::Pending& work, work::Share positions) {
    while (positions.begin < positions.end) {
      if (recorder_ != nullptr && poller_.stopping() != 0) return false;
      work::Share slots = work.run_of(positions);
      const bool is_tied = slots.begin == layout_.tied_slot();
      if (is_tied)
        record();  // the tied slot has a record of its own
      else
        slots.end = std::min(slots.end, layout_.tied_slot());
      slots.end = work_on(slots, positions.begin);
      positions.begin += slots.end - slots.begin;
      news_.slots.push_back(slots);
      if (is_tied || is_paused_) record();
    }
    return true;
  }

  /// What has not been recorded yet is.
  void record() {
    if (recorder_ != nullptr && !news_.slots.empty()) recorder_->record(std::exchange(news_, {}));
  }

  Compute compute() const { return {seconds_, seconds_, seconds_}; }
  /// Without a recorder: all that was done.
  work::Nodes<K> take() && { return std::move(news_.partial); }

 private:
  /// Gives the slot behind the last that is done: fewer than asked for if work is to pause.
  std::uint64_t work_on(work::Share slots, std::uint64_t position) {
    const double start = system::seconds_now();
    is_paused_ = false;
    work::Block next = layout_.at(slots.begin);
    std::uint64_t slot = slots.begin;
    while (slot < slots.end && !is_paused_) {
      const std::uint64_t whole = std::max<std::uint64_t>(layout_.group(next.group).blocks, 1);
      const std::uint64_t here = std::min(whole - next.block, slots.end - slot);
      slot += work_on_replicate(next, here, position + (slot - slots.begin));
      next.block = 0;
      if (++next.replicate == layout_.replicates()) next = {next.group + 1, 0, 0};
    }
    seconds_ += system::seconds_now() - start;
    return slot;
  }

  /// Blocks [first.block, first.block + count) of one replicate, or its only slot if it has none. Gives how
  /// many it did before a pause.
  std::uint64_t work_on_replicate(const work::Block& first, std::uint64_t count, std::uint64_t position) {
    const bool has_blocks = layout_.group(first.group).blocks > 0;
    typename work::Nodes<K>::Leaves leaves;
    typename K::Tally& tally = news_.partial.tally(first.group);
    std::uint64_t done = 0;
    while (done < count && !is_paused_) {
      const work::Block block{first.group, first.replicate, first.block + done};
      if (has_blocks) leaves.add(0, block.block, leaf(block, tally));
      ++done;
      is_paused_ = poller_.beat(position + done) && recorder_ != nullptr &&
                   (poller_.stopping() != 0 || recorder_->is_due());
    }
    news_.partial.add(layout_, kernel_, first.group, first.replicate, std::move(leaves));
    return done;
  }

  typename K::Leaf leaf(const work::Block& block, typename K::Tally& tally) {
    try {
      return kernel_(block, tally);
    } catch (const std::exception& error) {
      throw text::RunError(error.what() + ("; to see it alone: " + std::string(kernel_.replay(block))));
    }
  }

  const work::Layout& layout_;
  K& kernel_;
  Poller& poller_;
  Recorder<K>* recorder_;
  Finished<K> news_;  // not recorded yet
  bool is_paused_ = false;
  double seconds_ = 0;
};

}  // namespace quadrille::distribute
