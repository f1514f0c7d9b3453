#include "speedup/stage.hpp"

#include <functional>
#include <iostream>
#include <span>
#include <string>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/scaling/repeats.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/system/processors.hpp"
#include "quadrille/team/hosts.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/team/sub_teams.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/workload/run.hpp"

namespace quadrille::apps {
namespace {

using scaling::Path;
using scaling::Way;

/// What was done once.
struct Done {
  scaling::Timing timing;
  std::function<std::string()> result;  ///< the text of the result
};

class Stage {
 public:
  Stage(team::Team& team, const Programme& programme) : team_(team), options_(programme.options) {
    std::vector<int> sizes;
    for (const Way& way : programme.ways)
      if (way.path == Path::team) sizes.push_back(way.processes);
    if (!sizes.empty()) teams_ = std::make_unique<team::SubTeams>(team, sizes);
  }

  /// Collective.
  void meet() {
    if (teams_) teams_->meet();
  }

  /// Collective over all ranks; what was done is at rank 0.
  Done run(const workload::Workload& workload, const Way& way) {
    meet();
    if (team_.rank() >= way.processes) return {};
    if (way.path == Path::serial) {
      team::SerialTeam alone("speedup");
      return run_on(alone, workload);
    }
    teams_->start_together(way.processes);
    return run_on(teams_->team(way.processes), workload);
  }

 private:
  Done run_on(team::Exchange& team, const workload::Workload& workload) const {
    const std::shared_ptr<workload::Workload> all = workload.fresh();
    const auto seconds = workload::run_steps(team, *all, options_);
    return {{seconds.total(), seconds.compute, seconds.compute_mean},
            [all] { return workload::result_text(*all); }};
  }

  team::Team& team_;
  distribute::RunOptions options_;
  std::unique_ptr<team::SubTeams> teams_;  // none without MPI
};

/// How far it is, at rank 0.
class Runs {
 public:
  Runs(distribute::Look look, std::size_t total)
      : total_(static_cast<double>(total)),
        progress_(std::cerr, look, {total_, "runs"}),
        start_(system::seconds_now()) {}
  ~Runs() { progress_.finish(); }
  Runs(const Runs&) = delete;
  Runs& operator=(const Runs&) = delete;

  void one_more() { progress_.update(system::seconds_now() - start_, ++done_ / total_); }

 private:
  double total_;
  distribute::Progress progress_;
  double start_;
  double done_ = 0;
};

std::string name_of(const Way& way) {
  return std::to_string(way.processes) + (way.processes == 1 ? " process" : " processes");
}

void compare_results(team::Team& team, const Programme& programme, Stage& stage) {
  std::string serial;
  for (std::size_t i = 0; i < programme.ways.size(); ++i) {
    if (i == 0 || programme.workloads[i] != programme.workloads[i - 1]) {
      const Done alone = stage.run(*programme.workloads[i], {});
      if (team.rank() == 0) serial = alone.result();
    }
    if (programme.ways[i].path == Path::serial) continue;
    const Done done = stage.run(*programme.workloads[i], programme.ways[i]);
    if (team.rank() == 0 && done.result() != serial)
      team.fail("the results of serial work and of " + name_of(programme.ways[i]) +
                " differ, which must not be: please report it with the command line");
  }
}

/// Where teams of the first ranks run.
std::vector<scaling::Place> places_of(std::span<const system::Host> hosts, const std::vector<Way>& ways) {
  std::vector<scaling::Place> places;
  for (const Way& way : ways) {
    const auto of_team = hosts.first(static_cast<std::size_t>(way.processes));
    places.push_back({system::distinct(of_team), system::ranks_per_processor(of_team)});
  }
  return places;
}

}  // namespace

scaling::Measured measure(team::Team& team, const Programme& programme) {
  const auto hosts = team::hosts_of(team);
  const system::Processors processors = system::sum_of(hosts);
  scaling::Measured measured{
      .work = programme.work,
      .ways = programme.ways,
      .places = places_of(hosts, programme.ways),
      .timings = {},
      .processors = {processors.usable, processors.cores, processors.present, processors.time}};
  Stage stage(team, programme);
  compare_results(team, programme, stage);
  Runs runs(team.rank() == 0 ? programme.progress : distribute::Look::none,
            programme.ways.size() * programme.repeats);
  const team::Watch watch;
  measured.timings = scaling::time_in_turn(programme.ways.size(), programme.repeats, [&](std::size_t way) {
    const scaling::Timing timing = stage.run(*programme.workloads[way], programme.ways[way]).timing;
    runs.one_more();
    return timing;
  });
  stage.meet();
  if (const auto others = watch.others(team, hosts)) measured.others = {others->busy, others->in_the_way};
  return measured;
}

}  // namespace quadrille::apps
