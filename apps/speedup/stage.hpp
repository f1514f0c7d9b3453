// Where the same work is done in several ways, in one launch.
#pragma once

#include <memory>
#include <vector>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/scaling/repeats.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::apps {

/// What is to be measured: `workloads[i]` is done in the way `ways[i]`; the first way is the serial one.
struct Programme {
  scaling::Work work = scaling::Work::same;
  std::vector<scaling::Way> ways;
  std::vector<std::shared_ptr<const workload::Workload>> workloads;
  std::size_t repeats = 10;
  distribute::RunOptions options = {};
  distribute::Look progress = distribute::Look::none;
};

/// Collective. Does each workload once in its way and once serially, and ends the program with an error if
/// the results are not the same to the bit; this warms up, too. Then times all ways in turn. The measurements
/// are at rank 0; what the launch took is not among them.
scaling::Measured measure(team::Team& team, const Programme& programme);

}  // namespace quadrille::apps
