#include "quadrille/workload/simulation.hpp"

#include <utility>

#include "quadrille/report/simulate.hpp"
#include "quadrille/simulate/digest.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/workload/kernel_step.hpp"

namespace quadrille::workload {

Simulation::Simulation(simulate::Problem problem)
    : problem_(std::move(problem)), digest_(simulate::kernel_digest()) {}

journal::Fields Simulation::fields() const {
  std::string columns;
  for (const std::string& name : simulate::column_names(problem_))
    columns += (columns.empty() ? "" : ",") + name;
  return {{"seed", std::to_string(problem_.seed)},
          {"columns", columns},
          {"model", simulate::canonical(problem_.model)}};
}

std::unique_ptr<Step> Simulation::next() {
  if (std::exchange(is_begun_, true)) return nullptr;
  using Kernel = simulate::Kernel;
  return std::make_unique<KernelStep<Kernel>>(simulate::layout(problem_), Kernel(problem_),
                                              [this](work::Outcome<Kernel>&& outcome) {
                                                outcome_ = std::move(outcome.front());
                                                return std::string();
                                              });
}

simulate::Result Simulation::result() const {
  return simulate::result(problem_, outcome_.value().summary, outcome_.value().tally);
}

Document Simulation::document() const {
  const auto result = std::make_shared<const simulate::Result>(this->result());
  return {
      .table = [result](std::size_t width) { return report::table(*result, width); },
      .csv = [result] { return report::csv(*result); },
      .result = [result, digest = digest_] { return report::to_json(*result, QUADRILLE_VERSION, digest); },
      .notes = result->notes};
}

std::unique_ptr<Workload> Simulation::fresh() const {
  auto copy = std::make_unique<Simulation>(*this);
  copy->is_begun_ = false;
  copy->outcome_.reset();
  return copy;
}

}  // namespace quadrille::workload
