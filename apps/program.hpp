// What the programs share between their options and their reports.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/options/parser.hpp"
#include "quadrille/report/run.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/processors.hpp"
#include "quadrille/team/hosts.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::apps {

/// A program's work, with its command line behind its own name; returns the exit status.
using Main = int (*)(team::Team& team, const std::vector<std::string>& arguments);

/// The whole of a program's main().
int run_main(int& argc, char**& argv, Main body);

/// To standard output. Throws text::RunError if not all of it could be written.
void print(const std::string& text);

/// Prints the help or the version, or looks at files of an earlier run, if that was asked: then the exit
/// status. Refuses ranks that were asked for different things. Collective.
std::optional<int> answered(team::Team& team, const options::Parser& parser, const options::Values& values,
                            const std::string& program);

/// Lines of a program's help: a title and words beside it, wrapped.
std::string row_of(const std::string& title, const std::vector<std::string>& words);

/// The rows on what formulas are made of: operators, functions and constants.
std::string formula_rows();

/// The user's seed, or the journal's, or one that rank 0 draws: the same on all ranks, below 2^53.
std::uint64_t agreed_seed(team::Team& team, const std::optional<std::uint64_t>& given,
                          const std::optional<distribute::Journal>& journal);

/// Refuses ranks that run another version, another problem (as canonical text) or other options that they
/// must act on together, or whose kernels give other bits.
void require_one_job(team::Team& team, const options::Common& common, const std::string& problem,
                     const std::string& digest);

/// How results are written: what --output names, and what stdout gets.
struct Delivery {
  options::Format format = options::Format::table;
  std::optional<std::string> file;  ///< for results: CSV or JSON by its ending
  bool quiet = false;
  enum class Shown { on_stdout, on_stderr };
  Shown shown = Shown::on_stdout;  ///< on_stderr where stdout has something else
};

/// The result on standard output, and to the file that --output names. Throws text::InputError for a file of
/// no known kind.
Delivery delivery_of(const options::Common& common);

/// The report in each of its forms, made when needed.
struct Forms {
  std::function<std::string()> table, csv;
  std::function<report::Json()> result;
  std::function<void()> picture = {};  ///< draws it; none if it is not asked for
};

/// A note of a seed that was drawn, for a format that does not show it.
void note_drawn_seed(const options::Common& common, options::Format format, std::uint64_t seed,
                     std::vector<text::Note>& notes);

/// Rank 0 writes the report to stdout, words to stderr, then the file, which appears whole or not at all.
void deliver(team::Team& team, const Delivery& delivery, const Forms& forms, const report::Run& run,
             const std::vector<text::Note>& notes);

/// The ending of a path: ".csv"; "" if there is none.
std::string ending(const std::string& path);

/// Throws text::InputError on all ranks if work of this cost on each process, at `seconds_per_cost()` seconds
/// for a unit of cost (called on rank 0 alone, and only for work that may be long), takes more than an hour.
void refuse_long_work(team::Team& team, double cost, const std::function<double()>& seconds_per_cost,
                      const std::string& advice);

/// "25 minutes", "3.1 hours", "12 days".
std::string duration_text(double seconds);

/// Seconds that `block` takes: the best of runs over some milliseconds.
double best_seconds(const std::function<void()>& block);

/// All that a run says of itself but its seconds.
report::Run facts_of(team::Team& team, options::Schedule schedule);

distribute::RunOptions run_options(const options::Common& common, distribute::Amount amount);

double now();

/// Seconds for a unit of the layout's cost, as one block of the last group says (1e-9 if it has none).
template <class Study>
double seconds_per_cost(const Study& study, const work::Layout& layout) {
  if (layout.groups() == 0 || layout.group(layout.groups() - 1).blocks == 0) return 1e-9;
  const work::Group& group = layout.group(layout.groups() - 1);
  auto kernel = study.kernel();
  typename Study::Kernel::Tally tally;
  const work::Block block{layout.groups() - 1, 0, 0};
  return best_seconds([&] { (void)kernel(block, tally); }) /
         (group.blocks > 1 ? group.block_cost : group.last_block_cost);
}

/// The text of what a study found, by which results are compared to the bit.
template <class Study>
std::string result_text(const Study& study, const work::Outcome<typename Study::Kernel>& outcome) {
  return report::dump(study.json(study.result(outcome)));
}

/// Some milliseconds of kernel, so that the first of two timings does not pay for a cold processor.
template <class Study>
void warm_up(const Study& study, const work::Layout& layout) {
  (void)seconds_per_cost(study, layout);
}

/// Runs a study (an Integration, a Simulation) on the team, with the journal if there is one, and, to
/// compare, on rank 0 alone first. Collective; the outcome is at rank 0. Throws system::Stopped.
template <class Study>
work::Outcome<typename Study::Kernel> run_job(team::Team& team, const Study& study,
                                              const work::Layout& layout, const options::Common& common,
                                              const std::optional<distribute::Journal>& journal,
                                              report::Run& run) {
  const distribute::RunOptions options = run_options(common, study.amount());
  run.seconds.startup = system::seconds_since_process_start();
  std::optional<std::string> serial;
  report::Comparison comparison;
  if (common.compare) {
    comparison.processors = system::sum_of(team::hosts_of(team)).usable;
    comparison.launch = system::seconds_since_launch();
    warm_up(study, layout);
    if (team.rank() == 0) {
      team::SerialTeam alone("serial");
      auto kernel = study.kernel();
      const double start = now();
      const auto done = distribute::run(alone, layout, kernel, options);
      comparison.serial = now() - start;
      serial = result_text(study, done.outcome);
    }
    team.barrier();
  }
  auto kernel = study.kernel();
  const double start = now();
  auto done = journal ? distribute::run(team, *journal, layout, kernel, options)
                      : distribute::run(team, layout, kernel, options);
  run.seconds.compute = done.seconds.compute;
  run.seconds.gather = done.seconds.gather;
  if (serial) {
    comparison.parallel = now() - start;
    if (result_text(study, done.outcome) != *serial) {
      throw text::RunError("the results on 1 process and on " + std::to_string(team.size()) +
                           " differ, which must not be: please report it with the command line");
    }
    run.comparison = comparison;
  }
  return std::move(done.outcome);
}

}  // namespace quadrille::apps
