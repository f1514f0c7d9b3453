#include "quadrille/integrate/rehearsal.hpp"

#include <algorithm>

#include "quadrille/integrate/kernel.hpp"
#include "quadrille/integrate/result.hpp"
#include "quadrille/statistics/trials.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::integrate {
namespace {

/// Of all trials, in nanoseconds, about; and of a point beside its formula.
constexpr double most_cost = 1.5e8, cost_of_drawing = 4;

/// The coverage is known to 0.008, one standard error, where it is 0.93; to 0.004 where points are few.
constexpr double fewest_trials = 1000, most_trials = 4000, enough_points = 4e6;

Summary trial(Kernel& kernel, std::uint64_t group, std::uint64_t blocks, std::uint64_t number) {
  Kernel::Tally tally;
  Summary summary;
  const std::uint64_t repeats = kernel.problem().repeats;
  for (std::uint64_t r = number * repeats; r < (number + 1) * repeats; ++r) {
    Partial total;
    for (std::uint64_t b = 0; b < blocks; ++b) total.merge(kernel({group, r, b}, tally));
    summary.merge(kernel.conclude(group, r, total));
  }
  return summary;
}

/// What is to be tried: each size once, ascending.
std::vector<Rehearsal> plan(const Problem& problem, const Effort& effort) {
  const std::uint64_t repeats = std::min(problem.repeats, most_repeats_rehearsed);
  const double bound = most_cost / (cost_of_drawing + effort.cost);
  std::vector<Rehearsal> plan;
  double points = 0;
  for (std::uint64_t size : problem.sizes) {
    size = std::min(size, most_rehearsed);
    if (size == 0 || (size == 1 && repeats == 1) || (!plan.empty() && size <= plan.back().samples)) continue;
    const double each = static_cast<double>(size * repeats);
    const double trials = std::clamp(enough_points / each, fewest_trials, most_trials);
    points += each * trials;
    if (points > bound) break;
    plan.push_back({.samples = size, .repeats = repeats, .tried = {.trials = static_cast<int>(trials)}});
  }
  return plan;
}

}  // namespace

std::vector<Rehearsal> rehearse(const Problem& problem, const Integrand& f,
                                const std::optional<Reference>& reference, const Effort& effort) {
  const bool has_interval =
      problem.estimator == Estimator::mean || problem.estimator == Estimator::stratified;
  if (!has_interval || problem.from == problem.to) return {};
  std::vector<Rehearsal> rehearsals = plan(problem, effort);
  if (rehearsals.empty()) return {};
  Problem tried = problem;
  tried.seed = 20'260'115;
  tried.repeats = rehearsals.front().repeats;
  tried.first_replicate = std::uint64_t{1} << 40U;
  tried.sizes.clear();
  for (const Rehearsal& rehearsal : rehearsals) tried.sizes.push_back(rehearsal.samples);
  Kernel kernel(tried, f);
  const work::Layout cut = layout(tried);
  for (std::uint64_t group = 0; group < tried.sizes.size(); ++group) {
    Rehearsal& rehearsal = rehearsals[group];
    statistics::Trials trials;
    for (int number = 0; number < rehearsal.tried.trials; ++number) {
      if (effort.pause) effort.pause();
      const Summary tried_once =
          trial(kernel, group, cut.group(group).blocks, static_cast<std::uint64_t>(number));
      const Row row = row_of(tried, rehearsal.samples, {}, tried_once);
      trials.add(row.estimate.value_or(0), row.standard_error.value_or(0), row.freedom.value_or(1));
    }
    rehearsal.agrees = !reference || trials.agree_with(reference->value);
    // Of `stratified` a pole's stratum alone is what spreads, heavy-tailed and rarely.
    if (problem.estimator == Estimator::mean && rehearsal.samples >= statistics::enough_to_settle)
      rehearsal.tried.settling = trials.settling();
    rehearsal.tried.coverage =
        trials.coverage(reference && rehearsal.agrees ? reference->value : trials.mean());
  }
  return rehearsals;
}

}  // namespace quadrille::integrate
