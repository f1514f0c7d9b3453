// Draws from a model in text, and their means.
#include <iostream>

#include "quadrille/team/program.hpp"
#include "quadrille/workload/facade.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    const auto result = workload::simulate(team, "x ~ normal(3, 5)\ny = 2*x + 1\n", 100'000, 1);
    if (!result) return 0;
    std::cout.precision(17);
    for (const auto& variable : result->variables)
      std::cout << variable.name << ' ' << *variable.mean << " +- " << *variable.standard_error << '\n';
    return 0;
  });
}
