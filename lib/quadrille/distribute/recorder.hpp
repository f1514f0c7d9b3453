// What one rank has finished, on disk as it comes.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/nodes_file.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/nodes.hpp"
#include "quadrille/work/segments.hpp"

namespace quadrille::distribute {

/// Slots, and what they gave.
template <work::Kernel K>
struct Finished {
  std::vector<work::Share> slots;
  work::Nodes<K> partial;
};

/// What a rank knows that is in the journal.
template <work::Kernel K>
struct Recorded {
  journal::Work work;
  work::Segments segments;  // work.segments, to add to
  work::Nodes<K> partial;

  void add(const work::Layout& layout, K& kernel, const journal::Work& more, work::Nodes<K>&& nodes) {
    for (const work::Segment& segment : more.segments) segments.add(segment);
    work.cost += more.cost;
    partial.merge(layout, kernel, std::move(nodes));
  }
  bool is_empty() const { return segments.list().empty(); }
  std::string payload() const {
    return journal::with_work({work.is_tied, work.cost, segments.list()}, text::pack(partial));
  }
};

/// Writes records to this rank's file and keeps what they say: that is what the rank hands on in the end, and
/// what the file is rewritten from when it is long.
template <work::Kernel K>
class Recorder {
 public:
  Recorder(const work::Layout& layout, K& kernel, journal::NodesFile file)
      : layout_(layout), kernel_(kernel), file_(std::move(file)) {
    tied_.work.is_tied = true;
  }

  /// Takes over a record of another file; rewrite() puts it into this one.
  void adopt(const journal::Work& work, work::Nodes<K>&& nodes) {
    (work.is_tied ? tied_ : known_).add(layout_, kernel_, work, std::move(nodes));
  }

  /// About a second after the last record (sooner after the first ones: a job that is killed again and again
  /// gets on all the same), later where writing takes long: it may cost a twentieth of the time.
  bool is_due() const { return system::seconds_now() >= due_; }

  /// The slots are all tied ones, or none is.
  void record(Finished<K>&& news) {
    const double start = system::seconds_now();
    const bool is_tied = news.slots.front().begin >= layout_.tied_slot();
    const journal::Work work{is_tied, cost_of(news.slots), layout_.segments(news.slots)};
    file_.append(journal::with_work(work, text::pack(news.partial)));
    adopt(work, std::move(news.partial));
    if (file_.is_long()) rewrite();
    const double written = system::seconds_now();
    due_ = written + std::max(interval_, shares_of_time * (written - start));
    interval_ = std::min(longest_interval, 2 * interval_);
    if (written >= sync_due_) sync();
  }

  /// From now on, a power failure takes nothing away.
  void sync() {
    const double start = system::seconds_now();
    file_.sync();
    const double synced = system::seconds_now();
    sync_due_ = synced + std::max(longest_interval, shares_of_time * (synced - start));
  }

  /// The file becomes all that is known, in a record or two, synced. Makes no file of nothing.
  void rewrite() {
    std::vector<std::string> payloads;
    for (const Recorded<K>* part : {&known_, &tied_})
      if (!part->is_empty()) payloads.push_back(part->payload());
    if (!payloads.empty()) file_.replace(payloads);
  }

  double cost() const { return known_.work.cost + tied_.work.cost; }

  work::Nodes<K> take() && {
    known_.partial.merge(layout_, kernel_, std::move(tied_.partial));
    return std::move(known_.partial);
  }

 private:
  static constexpr double shortest_interval = 0.125, longest_interval = 1;  // seconds
  static constexpr double shares_of_time = 20;

  double cost_of(const std::vector<work::Share>& slots) const {
    double cost = 0;
    for (const work::Share& share : slots)
      cost += layout_.cost_before(share.end) - layout_.cost_before(share.begin);
    return cost;
  }

  const work::Layout& layout_;
  K& kernel_;
  journal::NodesFile file_;
  Recorded<K> known_;
  Recorded<K> tied_;
  double interval_ = shortest_interval;
  double due_ = system::seconds_now() + shortest_interval;
  double sync_due_ = 0;
};

}  // namespace quadrille::distribute
