// smpi_job: the work of integrate or simulate on a simulated cluster, its blocks paid for instead of
// computed.
//
//     smpirun .. smpi_job integrate|simulate [the program's options]
//
// Kernels are timed once, when the first rank comes to it. Then the ranks do what the programs do: they agree
// on the job, plan, scatter or take tickets, work (in simulated time), gather. Rank 0 prints the simulated
// seconds of each stage as JSON. scripts/smpi builds and runs it.

#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "integrate_options.hpp"
#include "ledger.hpp"
#include "priced_kernel.hpp"
#include "program.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/report/json.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/plan.hpp"
#include "quadrille/workload/integration.hpp"
#include "quadrille/workload/run.hpp"
#include "quadrille/workload/simulation.hpp"
#include "settling.hpp"
#include "simulate_options.hpp"

namespace quadrille::smpi {
namespace {

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

template <work::Kernel Kernel>
void play(team::Team& team, const workload::Workload& workload, const work::Layout& layout, Kernel kernel,
          const options::Common& common) {
  const double joined = system::seconds_now();
  static const Prices<Kernel> prices(layout, kernel);
  team.barrier();

  const double ready = system::seconds_now();
  workload::require_one_workload(team, workload, apps::choices_of(common));
  PricedKernel<Kernel> priced(std::move(kernel), prices);
  Settling ranks(team);
  const double agreed = system::seconds_now();
  const auto done = distribute::run(ranks, layout, priced, apps::run_options(common, workload.amount()));
  const double gathered = system::seconds_now();

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
  const bool integrates = !arguments.empty() && arguments[0] == "integrate";
  const options::Parser parser = integrates ? apps::integrate_parser() : apps::simulate_parser();
  const options::Values values = parser.parse({arguments.begin() + 1, arguments.end()});
  const options::Common common = options::common(values);
  if (integrates) {
    const integrate::Problem problem = apps::integrate_problem(values, seed);
    play(team, workload::Integration(problem), integrate::layout(problem),
         integrate::Kernel(problem, integrate::integrand_of(problem.formula)), common);
  } else {
    simulate::Problem problem = apps::simulate_problem(values);
    problem.seed = seed;
    play(team, workload::Simulation(problem), simulate::layout(problem), simulate::Kernel(problem), common);
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
