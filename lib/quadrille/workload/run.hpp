// A workload run by a team: its steps one after the other, with a journal or without.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/report/run.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::workload {

/// Collective, on any team: all steps, without a journal. The document is at rank 0 afterwards. Returns the
/// sums of the steps' seconds, at rank 0: what it takes to make the steps is in none of them.
distribute::Seconds run_steps(team::Exchange& team, Workload& workload,
                              const distribute::RunOptions& options);

/// At rank 0, after the last step: returns the text of the result, by which results are compared to the bit.
std::string result_text(const Workload& workload);

enum class Compare {
  no,
  with_rank_0_alone  ///< which does all of the work first; both results must be the same to the bit
};

/// Collective: all steps. With a journal, which must have been claimed, only what it does not hold is done,
/// and what is done is kept there. The document is at rank 0 afterwards, and what the run took in `facts`.
/// Throws system::Stopped on all ranks when the job is to stop, text::RunError if two results that are
/// compared differ, and text::InputError on all ranks at a second step with a journal: it can keep one only.
void run_workload(team::Team& team, Workload& workload, const std::optional<distribute::Journal>& journal,
                  const distribute::RunOptions& options, Compare compare, report::Run& facts);

/// Collective: the journal is of this workload from now on. `command` is the command line, for people. Throws
/// text::InputError on all ranks if it is of another one.
void claim(team::Team& team, distribute::Journal& journal, const Workload& workload,
           const std::string& command);

/// Collective. Throws text::InputError on all ranks if they have other versions, workloads or kernels, or are
/// told other `choices` on which they must act together.
void require_one_workload(team::Team& team, const Workload& workload, const std::string& choices);

/// Collective. Throws text::InputError on all ranks, with the advice, if work of this cost on each process
/// takes more than an hour. `seconds_per_cost` is called at rank 0, and only for work that may be long.
void refuse_long(team::Team& team, double cost, const std::function<double()>& seconds_per_cost,
                 const std::string& advice);

/// Returns all that a run says of itself but its seconds.
report::Run facts_of(team::Team& team, distribute::Schedule schedule);

}  // namespace quadrille::workload
