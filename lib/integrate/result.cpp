#include "integrate/result.hpp"

#include <cmath>

#include "integrate/notes.hpp"
#include "statistics/fit.hpp"
#include "statistics/student.hpp"
#include "vector/scalar.hpp"

namespace quadrille::integrate {
namespace {

constexpr double upper_probability = 0.975;  // of a two-sided 95 % interval

bool is_unbiased(Estimator estimator) {
  return estimator == Estimator::mean || estimator == Estimator::stratified;
}

/// Replicates of `midpoint` are all equal: their spread says nothing.
bool spreads(Estimator estimator) { return estimator != Estimator::midpoint; }

Row make_row(const Problem& problem, std::uint64_t samples, const std::optional<Reference>& reference,
             const Summary& summary) {
  Row row;
  row.samples = samples;
  row.nan = summary.nan;
  const statistics::MeanVariance& estimates = summary.estimates;
  if (estimates.count == 0) return row;
  row.estimate = summary.estimate();
  if (problem.repeats == 1 && summary.has_error) {
    row.standard_error = summary.standard_error;
    row.freedom = summary.freedom;
  } else if (problem.repeats > 1 && spreads(problem.estimator)) {
    if (const auto error = estimates.standard_error())
      row.standard_error = std::ldexp(*error, summary.exponent);
    row.freedom = static_cast<double>(estimates.count - 1);
  }
  if (row.standard_error && is_unbiased(problem.estimator)) {
    const double reach = statistics::student_quantile(upper_probability, *row.freedom) * *row.standard_error;
    row.low = *row.estimate - reach;
    row.high = *row.estimate + reach;
  }
  if (reference) {
    row.error = *row.estimate - reference->value;
    if (problem.repeats > 1) {
      row.bias = row.error;
      const double bias = estimates.mean - std::ldexp(reference->value, -summary.exponent);
      const double square = estimates.m2 / static_cast<double>(estimates.count) + bias * bias;
      row.rmse = std::ldexp(std::sqrt(square), summary.exponent);
    }
  }
  return row;
}

/// Over sizes from 2 on whose rmse (with one repeat: whose |error|) is not 0. Single errors of a random
/// estimator say something only in large numbers.
std::optional<double> order_of_convergence(const Problem& problem, std::span<const Row> rows) {
  constexpr std::size_t enough_single_errors = 30;
  const bool single = problem.repeats == 1 && spreads(problem.estimator);
  std::vector<double> x, y;
  for (const Row& row : rows) {
    const double error = row.rmse.value_or(std::fabs(row.error.value_or(0)));
    if (row.samples < 2 || !(error > 0) || !std::isfinite(error)) continue;
    x.push_back(vector::log(static_cast<double>(row.samples)));
    y.push_back(vector::log(error));
  }
  if (single && x.size() < enough_single_errors) return std::nullopt;
  return statistics::slope(x, y);
}

}  // namespace

Result summarise(const Kernel& kernel, std::optional<Reference> reference,
                 std::span<const Summary> summaries) {
  Result result;
  result.problem = kernel.problem();
  result.reference = std::move(reference);
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    result.rows.push_back(make_row(result.problem, result.problem.sizes[i], result.reference, summaries[i]));
  }
  result.order = order_of_convergence(result.problem, result.rows);
  result.notes = notes_on(kernel, result.reference.has_value(), result.rows, summaries);
  return result;
}

}  // namespace quadrille::integrate
