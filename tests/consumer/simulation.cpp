// Draws from a model in text, and their means.
#include <iostream>

#include "quadrille/distribute/run.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    simulate::Problem problem{.model = simulate::parse_model("x ~ normal(3, 5)\ny = 2*x + 1\n", "the model")};
    problem.columns = simulate::columns_of(problem.model, "", "columns");
    simulate::Kernel kernel(problem);
    const auto done = distribute::run(team, simulate::layout(problem), kernel);
    if (team.rank() != 0) return 0;
    const auto& [summary, tally] = done.outcome.front();
    std::cout.precision(17);
    for (const auto& variable : simulate::result(problem, summary, tally).variables)
      std::cout << variable.name << ' ' << *variable.mean << " +- " << *variable.standard_error << '\n';
    return 0;
  });
}
