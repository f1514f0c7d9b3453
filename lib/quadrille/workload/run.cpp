#include "quadrille/workload/run.hpp"

#include <utility>

#include "quadrille/report/document.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/processors.hpp"
#include "quadrille/team/hosts.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/text/digest.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::workload {
namespace {

constexpr double longest_unasked = 3600;  // seconds of work that need no consent
constexpr double surely_short = 60e9;     // of estimated nanoseconds: not worth measuring

void add(distribute::Seconds& sum, const distribute::Seconds& step) {
  sum.compute += step.compute;
  sum.compute_min += step.compute_min;
  sum.compute_mean += step.compute_mean;
  sum.gather += step.gather;
}

/// All steps; `run_one` runs one.
template <class RunOne>
distribute::Seconds run_each(team::Exchange& team, Workload& workload, const RunOne& run_one) {
  distribute::Seconds sum;
  while (const auto step = workload.next()) {
    add(sum, run_one(*step));
    workload.adopt(team.broadcast(step->learnt()));
  }
  return sum;
}

struct Serial {
  double seconds = 0;
  std::string result;
};

/// At rank 0.
Serial run_alone(const Workload& workload, const distribute::RunOptions& options) {
  team::SerialTeam alone("serial");
  const auto all = workload.fresh();
  const auto seconds = run_steps(alone, *all, options);
  return {seconds.total(), result_text(*all)};
}

/// Some milliseconds of kernel, so that the first of two timings does not pay for a cold processor.
void warm_up(const Workload& workload) {
  const auto all = workload.fresh();
  if (const auto step = all->next()) (void)step->seconds_per_cost();
}

std::string duration_text(double seconds) {
  if (seconds < 90 * 60) return report::digits(seconds / 60, 2) + " minutes";
  if (seconds < 2 * 86400) return report::digits(seconds / 3600, 2) + " hours";
  if (seconds < 2 * 365.25 * 86400) return report::digits(seconds / 86400, 2) + " days";
  return report::digits(seconds / (365.25 * 86400), 2) + " years";
}

}  // namespace

std::string canonical(const Workload& workload) {
  const journal::Extent extent = workload.extent();
  std::string text = workload.program() + ' ' + std::to_string(extent.value) + ' ' + extent.name;
  for (const auto& [name, value] : workload.fields())
    text.append("\n").append(name).append(" ").append(value);
  return text;
}

std::string result_text(const Workload& workload) { return report::dump(workload.document().result()); }

distribute::Seconds run_steps(team::Exchange& team, Workload& workload,
                              const distribute::RunOptions& options) {
  return run_each(team, workload, [&](Step& step) { return step.run(team, options); });
}

void run_workload(team::Team& team, Workload& workload, const std::optional<distribute::Journal>& journal,
                  const distribute::RunOptions& options, Compare compare, report::Run& facts) {
  facts.seconds.startup = system::seconds_since_process_start();
  std::optional<Serial> serial;
  report::Comparison comparison;
  if (compare == Compare::with_rank_0_alone) {
    comparison.processors = system::sum_of(team::hosts_of(team)).usable;
    comparison.launch = system::seconds_since_launch();
    warm_up(workload);
    if (team.rank() == 0) serial = distribute::or_fail(team, [&] { return run_alone(workload, options); });
    team.barrier();
  }
  bool is_first = true;
  const auto seconds = run_each(team, workload, [&](Step& step) {
    if (!journal) return step.run(team, options);
    // A journal does not say yet of which step its records are: a second one would take over those of the
    // first.
    if (!std::exchange(is_first, false))
      throw text::InputError("a " + workload.program() +
                             " of several steps cannot be kept in a journal; leave out " +
                             text::spoken("journal"));
    return step.run(team, *journal, options);
  });
  facts.seconds.compute = seconds.compute;
  facts.seconds.gather = seconds.gather;
  if (!serial) return;
  comparison.serial = serial->seconds;
  comparison.parallel = seconds.total();
  if (result_text(workload) != serial->result)
    throw text::RunError("the results on 1 process and on " + std::to_string(team.size()) +
                         " differ, which must not be: please report it with the command line");
  facts.comparison = comparison;
}

void claim(team::Team& team, distribute::Journal& journal, const Workload& workload,
           const std::string& command) {
  journal::Manifest manifest{workload.fields(), workload.extent(), workload.cost(), command};
  manifest.fields.insert(
      manifest.fields.begin(),
      {{"program", workload.program()}, {"version", QUADRILLE_VERSION}, {"kernel", workload.digest()}});
  journal.claim(team, manifest);
}

void require_one_workload(team::Team& team, const Workload& workload, const std::string& choices) {
  team.require_same("version", QUADRILLE_VERSION);
  team.require_same("options", text::digest_of(canonical(workload) + '\n' + choices));
  team.require_same("kernel", workload.digest());
}

void refuse_long(team::Team& team, double cost, const std::function<double()>& seconds_per_cost,
                 const std::string& advice) {
  if (cost < surely_short) return;
  team.from_rank_0([&] {
    const double seconds = seconds_per_cost() * cost;
    if (seconds > longest_unasked)
      throw text::InputError("this would take about " + duration_text(seconds) + " on " +
                             std::to_string(team.size()) + (team.size() == 1 ? " process" : " processes") +
                             "; " + advice);
  });
}

report::Run facts_of(team::Team& team, distribute::Schedule schedule) {
  report::Run facts;
  facts.processes = static_cast<std::uint64_t>(team.size());
  facts.hosts = team.hosts();
  facts.schedule = schedule == distribute::Schedule::dynamic_tickets ? "dynamic" : "static";
  facts.target = vector::current_target();
  facts.versions = {
      {"quadrille", QUADRILLE_VERSION}, {"mpi", team::mpi_version()}, {"boost", team::boost_version()}};
  return facts;
}

}  // namespace quadrille::workload
