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
constexpr std::uint64_t fewest_trials = 1000, most_trials = 4000;

}  // namespace

std::optional<Rehearsal> rehearse(const Problem& problem) {
  const std::uint64_t variables = needed_variables(problem).size();
  const std::uint64_t affordable = std::min(most_draws, most_values / fewest_trials / variables);
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
  const std::uint64_t count = std::clamp(most_values / (draws * variables), fewest_trials, most_trials);
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
