// What can be run: an integration, a simulation, or whatever else is a kernel's work in one step or several.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/packed_sizes.hpp"
#include "quadrille/workload/document.hpp"

namespace quadrille::workload {

/// One run of a kernel, of which the next one may depend. To be run once.
class Step {
 public:
  virtual ~Step() = default;

  /// The work; costs are in nanoseconds, about.
  virtual const work::Layout& layout() const = 0;

  /// Collective: does all of the work on the team, with a journal what is not in it. At rank 0 the workload
  /// has the outcome when this returns. Throws as distribute::run does, also where the workload refuses it.
  virtual distribute::Seconds run(team::Exchange& team, const distribute::RunOptions& options) = 0;
  virtual distribute::Seconds run(team::Team& team, const distribute::Journal& journal,
                                  const distribute::RunOptions& options) = 0;

  /// At rank 0, after run(): canonical bytes that the next step follows from, for all ranks; "" after the
  /// last.
  virtual std::string learnt() const = 0;

  /// Returns the seconds that a unit of the layout's cost takes here, as one block of the last group says;
  /// 1e-9 if it has none. Takes some milliseconds.
  virtual double seconds_per_cost() = 0;

  /// What results weigh as messages, and what it takes to handle them.
  struct Handling {
    work::PackedSizes sizes;
    double finish = 0;     ///< seconds a byte of the whole result
    double take_over = 0;  ///< seconds a byte of another's
  };
  /// Does the work several times, in this process alone.
  virtual Handling handling() = 0;
};

/// A problem as dependent steps of work, and then their result. Its identity is its program, fields and
/// extent: the canonical text, the manifest of a journal and what ranks must agree on follow from them.
class Workload {
 public:
  virtual ~Workload() = default;

  /// The program that runs it, "integrate".
  virtual std::string program() const = 0;
  /// Names and values of all that decides the bits, but the extent.
  virtual journal::Fields fields() const = 0;
  /// What a longer run of the same problem has more of.
  virtual journal::Extent extent() const = 0;
  /// The digest of the kernels' outputs on fixed vectors.
  virtual const std::string& digest() const = 0;
  /// What the work counts, for the rate.
  virtual distribute::Amount amount() const = 0;

  /// The cost of all steps, in their layouts' unit.
  virtual double cost() const = 0;

  /// The next step, from the problem and from what was adopted alone; null when all are done. Collective in
  /// that all ranks call it equally often. The step must not outlive the workload.
  virtual std::unique_ptr<Step> next() = 0;
  /// On all ranks: what the step that was run last learnt at rank 0.
  virtual void adopt(std::string_view learnt) = 0;

  /// At rank 0, after the last step.
  virtual Document document() const = 0;

  /// The same work, not begun.
  virtual std::unique_ptr<Workload> fresh() const = 0;
};

/// Everything that the answer depends on, as text: equal for equal problems, on every system.
std::string canonical(const Workload& workload);

}  // namespace quadrille::workload
