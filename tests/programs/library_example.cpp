// The example of the README: a test compares the two texts, and runs it.
#include <iostream>

#include "quadrille/team/program.hpp"
#include "quadrille/workload/facade.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    integrate::Problem problem;
    problem.sizes = {1'000'000};
    problem.estimator = integrate::Estimator::stratified;
    problem.seed = 1;
    const auto square = [](std::span<const double> x, std::span<double> y) {
      for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * x[i];
    };
    const auto result = workload::integrate(team, problem, square);
    if (result) std::cout << *result->rows[0].estimate << " +- " << *result->rows[0].standard_error << '\n';
    return 0;
  });
}
