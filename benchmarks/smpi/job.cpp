// smpi_job: the work of integrate or simulate on a simulated cluster, its blocks paid for instead of
// computed.
//
//     smpirun .. smpi_job integrate|simulate [the program's options]
//
// Kernels are timed once, when the first rank comes to it. Then the ranks do what the programs do: they agree
// on the job, plan, scatter or take tickets, work (in simulated time), gather. Rank 0 prints the simulated
// seconds of each stage as JSON. scripts/smpi builds and runs it.
#include "job.hpp"

#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "quadrille/team/program.hpp"
#include "quadrille/work/plan.hpp"
#include "integration.hpp"
#include "ledger.hpp"
#include "quadrille/options/common.hpp"
#include "priced_kernel.hpp"
#include "program.hpp"
#include "quadrille/report/json.hpp"
#include "settling.hpp"
#include "simulation.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/distribute/run.hpp"

namespace quadrille::smpi {
namespace {

using apps::Integration;
using apps::Simulation;

constexpr std::uint64_t seed = 1;

/// By how much the largest exceeds the mean.
double imbalance(const std::vector<double>& loads) {
  const double sum = std::accumulate(loads.begin(), loads.end(), 0.0);
  return *std::ranges::max_element(loads) * static_cast<double>(loads.size()) / sum - 1;
}

/// Of a static plan, by the layout's costs.
double planned_imbalance(const work::Layout& layout, int ranks) {
  std::vector<double> loads;
  for (const work::Share& share : work::even_shares(layout, ranks))
    loads.push_back(layout.cost_before(share.end) - layout.cost_before(share.begin));
  return imbalance(loads);
}

template <class Study>
void play(team::Team& team, const Study& study, const options::Common& common) {
  using Kernel = typename Study::Kernel;
  const double joined = now();
  const work::Layout layout = study.layout();
  Kernel kernel = study.kernel();
  static const Prices<Kernel> prices(layout, kernel);
  team.barrier();

  const double ready = now();
  apps::require_one_job(team, common, study.canonical(), study.digest());
  PricedKernel<Kernel> priced(std::move(kernel), prices);
  Settling ranks(team);
  const double agreed = now();
  const auto done = distribute::run(ranks, layout, priced, apps::run_options(common, study.amount()));
  const double gathered = now();

  const std::vector<double> paid = team.all_gather(priced.seconds());
  if (team.rank() != 0) return;
  report::Json json = {{"processes", team.size()},
                       {"blocks", layout.slots()},
                       {"paid", std::accumulate(paid.begin(), paid.end(), 0.0)},
                       {"start", joined + agreed - ready},
                       {"work", gathered - agreed},
                       {"compute", done.seconds.compute},
                       {"gather", done.seconds.gather},
                       {"planned_imbalance", planned_imbalance(layout, team.size())},
                       {"paid_imbalance", imbalance(paid)}};
  std::cout << json.dump() << std::endl;
}

int play_program(team::Team& team, const std::vector<std::string>& arguments) {
  const std::string program = arguments.empty() ? "" : arguments[0];
  const options::Parser parser = apps::parser_of({program, "PROGRAM"});
  const options::Values values = parser.parse({arguments.begin() + 1, arguments.end()});
  const options::Common common = options::common(values);
  if (program == Integration::program) {
    play(team, Integration(Integration::problem_of(values, seed)), common);
  } else {
    simulate::Problem problem = Simulation::problem_of(values);
    problem.seed = seed;
    play(team, Simulation(problem), common);
  }
  return 0;
}

}  // namespace
}  // namespace quadrille::smpi

int main(int argc, char** argv) {
  return quadrille::team::run_program(argc, argv, [&](quadrille::team::Team& team) {
    return quadrille::smpi::play_program(team, {argv + 1, argv + argc});
  });
}
