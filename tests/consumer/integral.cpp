// The integral of a callable, and how precise it is.
#include <iostream>

#include "quadrille/team/program.hpp"
#include "quadrille/workload/facade.hpp"

using namespace quadrille;

int main(int argc, char** argv) {
  return team::run_program(argc, argv, [](team::Team& team) {
    const integrate::Problem problem{
        .formula = "x^3", .to = 2, .sizes = {300'000}, .estimator = integrate::Estimator::stratified};
    const auto result =
        workload::integrate(team, problem, [](std::span<const double> x, std::span<double> y) {
          for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * x[i] * x[i];
        });
    std::cout.precision(17);
    if (result) std::cout << *result->rows[0].estimate << " +- " << *result->rows[0].standard_error << '\n';
    return 0;
  });
}
