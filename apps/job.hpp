// Any study as one type: what `speedup` times.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "distribute/run.hpp"
#include "distribute/team.hpp"
#include "options/parser.hpp"
#include "program.hpp"
#include "scaling/repeats.hpp"

namespace quadrille::apps {

class Job {
 public:
  virtual ~Job() = default;

  virtual std::string canonical() const = 0;
  virtual const std::string& digest() const = 0;
  virtual const distribute::Layout& layout() const = 0;

  /// At rank 0.
  struct Done {
    scaling::Timing timing;
    std::function<std::string()> result;  ///< the text of the result
  };
  /// All of the work, on any team. Collective.
  virtual Done run(distribute::Exchange& team, const distribute::RunOptions& options) const = 0;
};

template <class Study>
class JobOf final : public Job {
 public:
  explicit JobOf(Study study) : study_(std::move(study)), layout_(study_.layout()) {}

  std::string canonical() const override { return study_.canonical(); }
  const std::string& digest() const override { return study_.digest(); }
  const distribute::Layout& layout() const override { return layout_; }

  Done run(distribute::Exchange& team, const distribute::RunOptions& options) const override {
    auto kernel = study_.kernel();
    const double start = now();
    auto done = distribute::run(team, layout_, kernel, options);
    const double total = now() - start;
    return {{total, done.seconds.compute, done.seconds.compute_mean},
            [this, outcome = std::move(done.outcome)] { return result_text(study_, outcome); }};
  }

 private:
  Study study_;
  distribute::Layout layout_;
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

}  // namespace quadrille::apps
