// The integral of a callable, and how precise it is.
#include <iostream>

#include "quadrille/distribute/run.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    integrate::Problem problem{.to = 2, .sizes = {300'000}, .estimator = integrate::Estimator::stratified};
    integrate::Kernel kernel(problem, [](std::span<const double> x, std::span<double> y) {
      for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * x[i] * x[i];
    });
    const auto done = distribute::run(team, integrate::layout(problem), kernel);
    if (team.rank() != 0) return 0;
    const integrate::Summary& summary = done.outcome.front().summary;
    std::cout.precision(17);
    std::cout << summary.estimate() << " +- " << summary.standard_error << '\n';
    return 0;
  });
}
