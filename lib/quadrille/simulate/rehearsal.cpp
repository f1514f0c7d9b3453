#include "quadrille/simulate/rehearsal.hpp"

#include <algorithm>
#include <span>

#include "quadrille/simulate/sampler.hpp"
#include "quadrille/statistics/moments.hpp"
#include "quadrille/statistics/trials.hpp"

namespace quadrille::simulate {
namespace {

constexpr std::uint64_t most_draws = 4096, fewest_draws = 100;  // of a trial with fewer than all draws
constexpr std::uint64_t most_values = 4'000'000;                // of all trials
constexpr double most_cost = 5e8;                               // of their formulas, in nanoseconds, about
constexpr std::uint64_t fewest_trials = 1000, most_trials = 4000;

/// Draws that all trials together may have.
std::uint64_t affordable_draws(const Problem& problem) {
  const auto needed = needed_variables(problem);
  double cost = 0;
  for (const auto v : needed)
    for (const Term& term : problem.model.variables[v].terms)
      if (!term.constant) cost += formula::cost_of(term.program);
  const std::uint64_t by_values = most_values / needed.size();
  return cost * static_cast<double>(by_values) <= most_cost ? by_values
                                                            : static_cast<std::uint64_t>(most_cost / cost);
}

}  // namespace

std::optional<Rehearsal> rehearse(const Problem& problem) {
  const std::uint64_t all_draws = affordable_draws(problem);
  const std::uint64_t affordable = std::min(most_draws, all_draws / fewest_trials);
  const std::uint64_t draws = std::min(problem.draws, affordable);
  if (draws < 2 || (draws < problem.draws && draws < fewest_draws)) return std::nullopt;
  Problem tried = problem;
  tried.seed = 20'260'115;
  Sampler sample(tried);
  const std::size_t columns = problem.columns.size();
  std::vector<double> values(draws * columns);
  std::vector<std::span<double>> spans;
  for (std::size_t c = 0; c < columns; ++c) spans.push_back(std::span(values).subspan(c * draws, draws));
  const std::uint64_t first = std::uint64_t{1} << 40U, apart = (draws + 7) / 8 * 8;
  const std::uint64_t count = std::clamp(all_draws / draws, fewest_trials, most_trials);
  std::vector<statistics::Trials> trials(columns);
  for (std::uint64_t t = 0; t < count; ++t) {
    sample(first + t * apart, spans);
    for (std::size_t c = 0; c < columns; ++c) {
      const auto moments = statistics::mean_skewness_of(spans[c]);
      trials[c].add(moments.mean, *moments.standard_error(), static_cast<double>(draws - 1));
    }
  }
  Rehearsal rehearsal{.draws = draws, .tried = {}};
  for (const auto& of_column : trials)
    rehearsal.tried.push_back({static_cast<int>(count), of_column.coverage(of_column.mean()),
                               draws >= statistics::enough_to_settle ? of_column.settling() : 0});
  return rehearsal;
}

}  // namespace quadrille::simulate
