// Any study as one type: what `speedup` times.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "program.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/distribute/simulated.hpp"
#include "quadrille/options/parser.hpp"
#include "quadrille/scaling/repeats.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/packed_sizes.hpp"
#include "quadrille/work/plan.hpp"

namespace quadrille::apps {

class Job {
 public:
  virtual ~Job() = default;

  virtual std::string canonical() const = 0;
  virtual const std::string& digest() const = 0;
  virtual const work::Layout& layout() const = 0;

  /// At rank 0.
  struct Done {
    scaling::Timing timing;
    std::function<std::string()> result;  ///< the text of the result
  };
  /// All of the work, on any team. Collective.
  virtual Done run(team::Exchange& team, const distribute::RunOptions& options) const = 0;

  /// Seconds for a unit of the layout's cost, as a block of it says. Takes some milliseconds.
  virtual double seconds_per_cost() const = 0;

  /// What results weigh, and what it takes to handle them.
  struct Handling {
    work::PackedSizes weight;
    double finish = 0;     ///< seconds a byte of the whole result
    double take_over = 0;  ///< seconds a byte of another's
  };
  /// Does the work several times, in this process alone.
  virtual Handling handling() const = 0;
};

template <class Study>
class JobOf final : public Job {
 public:
  explicit JobOf(Study study) : study_(std::move(study)), layout_(study_.layout()) {}

  std::string canonical() const override { return study_.canonical(); }
  const std::string& digest() const override { return study_.digest(); }
  const work::Layout& layout() const override { return layout_; }

  Done run(team::Exchange& team, const distribute::RunOptions& options) const override {
    auto kernel = study_.kernel();
    const double start = now();
    auto done = distribute::run(team, layout_, kernel, options);
    const double total = now() - start;
    return {{total, done.seconds.compute, done.seconds.compute_mean},
            [this, outcome = std::move(done.outcome)] { return result_text(study_, outcome); }};
  }

  double seconds_per_cost() const override { return apps::seconds_per_cost(study_, layout_); }

  Handling handling() const override {
    Handling found;
    double alone = longest_handling, of_two = longest_handling;
    for (int round = 0; round < rounds_of_handling; ++round) {
      auto kernel = study_.kernel();
      const auto done = beside_kernels(1, kernel, alone);
      beside_kernels(2, kernel, of_two);
      if (layout_.groups() > 0) found.weight = weight_of(kernel, done.outcome.back());
    }
    const auto bytes = [&](std::uint64_t begin, std::uint64_t end) {
      return static_cast<double>(work::bytes_of(layout_, {begin, end}, found.weight));
    };
    found.finish = alone / bytes(0, layout_.slots());
    const std::uint64_t second = work::even_shares(layout_, 2)[1].begin;
    found.take_over = std::max(0.0, of_two - alone) / bytes(second, layout_.slots());
    return found;
  }

 private:
  using Kernel = typename Study::Kernel;
  static constexpr int rounds_of_handling = 3;
  static constexpr double longest_handling = 1e300;

  /// The least of `seconds` and of what a run by so many simulated ranks takes beside its kernels.
  distribute::Run<Kernel> beside_kernels(int ranks, Kernel& kernel, double& seconds) const {
    const double start = now();
    auto done = distribute::run(distribute::Simulated{ranks}, layout_, kernel);
    seconds = std::min(seconds, now() - start - ranks * done.seconds.compute_mean);
    return done;
  }

  work::PackedSizes weight_of(Kernel& kernel, const work::GroupResult<Kernel>& result) const {
    work::PackedSizes weight;
    typename Kernel::Tally tally;
    if (layout_.group(layout_.groups() - 1).blocks > 0)
      weight.leaf = text::pack(kernel(work::Block{layout_.groups() - 1, 0, 0}, tally)).size();
    weight.summary = text::pack(result.summary).size();
    weight.tally = text::pack(result.tally).size();
    return weight;
  }

  Study study_;
  work::Layout layout_;
};

/// The program whose work is timed, by name, and its own options.
struct Request {
  std::string program;  ///< "integrate" or "simulate"
  options::Values values;
};

/// What `integrate` or `simulate` understands. Throws text::InputError for another name.
options::Parser parser_of(const options::Value& program);

/// The work that the options ask for, `times` over: more repeats of every size, more draws. Throws
/// text::InputError.
std::unique_ptr<Job> make_job(const Request& request, std::uint64_t seed, std::uint64_t times);

/// The work in the words of a command line.
std::string command_of(const Request& request, std::uint64_t seed);

}  // namespace quadrille::apps
