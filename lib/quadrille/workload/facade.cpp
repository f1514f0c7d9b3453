#include "quadrille/workload/facade.hpp"

#include <string>
#include <utility>

#include "quadrille/distribute/run.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/workload/integration.hpp"
#include "quadrille/workload/run.hpp"
#include "quadrille/workload/simulation.hpp"

namespace quadrille::workload {
namespace {

constexpr double usual_cost_of_point = 10;  // nanoseconds

}  // namespace

std::optional<integrate::Result> integrate(team::Team& team, const integrate::Problem& problem,
                                           const integrate::Integrand& f) {
  Integration integration(problem, f, usual_cost_of_point);
  require_one_workload(team, integration, "");
  integrate::require_problem(problem);
  if (team.rank() == 0) distribute::or_fail(team, [&] { integration.find_reference([&] { team.poll(); }); });
  run_steps(team, integration, {});
  if (team.rank() != 0) return std::nullopt;
  return integration.result();
}

integrate::Result integrate(const integrate::Problem& problem, const integrate::Integrand& f) {
  team::SerialTeam alone("integrate");
  return integrate(alone, problem, f).value();
}

std::optional<simulate::Result> simulate(team::Team& team, std::string_view model, std::uint64_t draws,
                                         std::uint64_t seed) {
  simulate::Problem problem{.model = simulate::parse_model(std::string(model), "model"),
                            .draws = draws,
                            .seed = seed,
                            .columns = {}};
  problem.columns = simulate::columns_of(problem.model, "", "");
  Simulation simulation(std::move(problem));
  require_one_workload(team, simulation, "");
  run_steps(team, simulation, {});
  if (team.rank() != 0) return std::nullopt;
  return simulation.result();
}

simulate::Result simulate(std::string_view model, std::uint64_t draws, std::uint64_t seed) {
  team::SerialTeam alone("simulate");
  return simulate(alone, model, draws, seed).value();
}

}  // namespace quadrille::workload
