// The example of the README: a test compares the two texts, and runs it.
#include <iostream>

#include "quadrille/distribute/run.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    integrate::Problem problem;
    problem.sizes = {1'000'000};
    problem.estimator = integrate::Estimator::stratified;
    problem.seed = 1;
    integrate::Kernel kernel(problem, [](std::span<const double> x, std::span<double> y) {
      for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * x[i];
    });
    const auto done = distribute::run(team, integrate::layout(problem), kernel);
    if (team.rank() != 0) return 0;
    const integrate::Summary& summary = done.outcome.front().summary;
    std::cout << summary.estimate() << " +- " << summary.standard_error << '\n';
    return 0;
  });
}
