// A step of any kernel.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "quadrille/distribute/simulated.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/plan.hpp"
#include "quadrille/workload/best_seconds.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::workload {

template <work::Kernel K>
class KernelStep final : public Step {
 public:
  /// `learn` takes the outcome at rank 0, and returns what the next step follows from.
  using Learn = std::function<std::string(work::Outcome<K>&&)>;

  KernelStep(work::Layout layout, K kernel, Learn learn)
      : layout_(std::move(layout)), kernel_(std::move(kernel)), learn_(std::move(learn)) {}

  const work::Layout& layout() const override { return layout_; }

  distribute::Seconds run(team::Exchange& team, const distribute::RunOptions& options) override {
    return concluded(team, distribute::run(team, layout_, kernel_, options));
  }
  distribute::Seconds run(team::Team& team, const distribute::Journal& journal,
                          const distribute::RunOptions& options) override {
    return concluded(team, distribute::run(team, journal, layout_, kernel_, options));
  }
  std::string learnt() const override { return learnt_; }

  double seconds_per_cost() override {
    if (layout_.groups() == 0 || layout_.group(layout_.groups() - 1).blocks == 0) return 1e-9;
    const work::Group& group = layout_.group(layout_.groups() - 1);
    typename K::Tally tally;
    return best_seconds([&] {
             (void)kernel_(work::Block{layout_.groups() - 1, 0, 0}, tally);
           }) /
           (group.blocks > 1 ? group.block_cost : group.last_block_cost);
  }

  Handling handling() override {
    constexpr int rounds = 3;
    Handling found;
    double alone = 1e300, of_two = 1e300;
    for (int round = 0; round < rounds; ++round) {
      const auto done = beside_kernels(1, alone);
      beside_kernels(2, of_two);
      if (layout_.groups() > 0) found.sizes = sizes_of(done.outcome.back());
    }
    const auto bytes = [&](std::uint64_t begin, std::uint64_t end) {
      return static_cast<double>(work::bytes_of(layout_, {begin, end}, found.sizes));
    };
    found.finish = alone / bytes(0, layout_.slots());
    const std::uint64_t second = work::even_shares(layout_, 2)[1].begin;
    found.take_over = std::max(0.0, of_two - alone) / bytes(second, layout_.slots());
    return found;
  }

 private:
  distribute::Seconds concluded(team::Exchange& team, distribute::Run<K>&& done) {
    if (team.rank() == 0)
      learnt_ = distribute::or_fail(team, [&] { return learn_(std::move(done.outcome)); });
    return done.seconds;
  }

  /// min(seconds, time outside kernels) of a run by so many simulated ranks.
  distribute::Run<K> beside_kernels(int ranks, double& seconds) {
    const double start = system::seconds_now();
    auto done = distribute::run(distribute::Simulated{ranks}, layout_, kernel_);
    seconds = std::min(seconds, system::seconds_now() - start - ranks * done.seconds.compute_mean);
    return done;
  }

  work::PackedSizes sizes_of(const work::GroupResult<K>& result) {
    work::PackedSizes sizes;
    typename K::Tally tally;
    if (layout_.group(layout_.groups() - 1).blocks > 0)
      sizes.leaf = text::pack(kernel_(work::Block{layout_.groups() - 1, 0, 0}, tally)).size();
    sizes.summary = text::pack(result.summary).size();
    sizes.tally = text::pack(result.tally).size();
    return sizes;
  }

  work::Layout layout_;
  K kernel_;
  Learn learn_;
  std::string learnt_;
};

}  // namespace quadrille::workload
