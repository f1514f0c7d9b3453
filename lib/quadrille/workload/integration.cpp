#include "quadrille/workload/integration.hpp"

#include <utility>
#include <vector>

#include "quadrille/integrate/digest.hpp"
#include "quadrille/report/integrate.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/workload/kernel_step.hpp"

namespace quadrille::workload {
namespace {

/// "0 to 9999", or "10, 100 to 200 by 50": runs of even steps in short.
std::string sizes_text(const std::vector<std::uint64_t>& sizes) {
  std::string text;
  for (std::size_t begin = 0; begin < sizes.size();) {
    std::size_t last = begin;
    const std::uint64_t step = begin + 1 < sizes.size() ? sizes[begin + 1] - sizes[begin] : 0;
    while (last + 1 < sizes.size() && sizes[last + 1] - sizes[last] == step) ++last;
    if (last < begin + 2) last = begin;
    text += (begin > 0 ? ", " : "") + std::to_string(sizes[begin]);
    if (last > begin)
      text += " to " + std::to_string(sizes[last]) + (step == 1 ? "" : " by " + std::to_string(step));
    begin = last + 1;
  }
  return text;
}

}  // namespace

Integration::Integration(integrate::Problem problem)
    : problem_(std::move(problem)),
      f_(integrate::integrand_of(problem_.formula)),
      cost_of_point_(integrate::cost_of_point(problem_.formula)),
      digest_(integrate::kernel_digest()) {}

Integration::Integration(integrate::Problem problem, integrate::Integrand f, double cost_of_point)
    : problem_(std::move(problem)),
      f_(std::move(f)),
      cost_of_point_(cost_of_point),
      digest_(integrate::kernel_digest()) {}

journal::Fields Integration::fields() const {
  return {{"formula", problem_.formula},
          {"from", text::shortest(problem_.from)},
          {"to", text::shortest(problem_.to)},
          {"estimator", std::string(integrate::name(problem_.estimator))},
          {"seed", std::to_string(problem_.seed)},
          {"sizes", sizes_text(problem_.sizes)},
          {"exact", problem_.exact ? text::shortest(*problem_.exact) : "unknown"},
          {"first repeat", std::to_string(problem_.first_replicate)}};
}

distribute::Amount Integration::amount() const {
  double points = 0;
  for (const std::uint64_t size : problem_.sizes) points += static_cast<double>(size);
  return {points * static_cast<double>(problem_.repeats), "points"};
}

std::unique_ptr<Step> Integration::next() {
  if (std::exchange(is_begun_, true)) return nullptr;
  using Kernel = integrate::Kernel;
  return std::make_unique<KernelStep<Kernel>>(integrate::layout(problem_), Kernel(problem_, f_),
                                              [this](work::Outcome<Kernel>&& outcome) {
                                                for (const auto& group : outcome)
                                                  summaries_.push_back(group.summary);
                                                return std::string();
                                              });
}

void Integration::find_reference(const std::function<void()>& pause) {
  integrate::Effort effort;
  effort.cost = cost_of_point_;
  effort.pause = pause;
  known_ = integrate::knowledge_of(problem_, f_, effort);
}

integrate::Result Integration::result() const {
  return integrate::summarise(integrate::Kernel(problem_, f_), known_, summaries_);
}

Document Integration::document() const {
  const auto result = std::make_shared<const integrate::Result>(this->result());
  return {
      .table = [result](std::size_t width) { return report::table(*result, width); },
      .csv = [result] { return report::csv(*result); },
      .result = [result, digest = digest_] { return report::to_json(*result, QUADRILLE_VERSION, digest); },
      .plots = [result] { return std::vector{report::convergence(*result)}; },
      .notes = result->notes};
}

std::unique_ptr<Workload> Integration::fresh() const {
  auto copy = std::make_unique<Integration>(*this);
  copy->is_begun_ = false;
  copy->summaries_.clear();
  return copy;
}

}  // namespace quadrille::workload
