#include "quadrille/integrate/result.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "quadrille/integrate/notes.hpp"
#include "quadrille/integrate/order.hpp"
#include "quadrille/integrate/unit.hpp"
#include "quadrille/statistics/student.hpp"

namespace quadrille::integrate {
namespace {

constexpr double upper_probability = 0.975;  // of a two-sided 95 % interval

bool is_unbiased(Estimator estimator) {
  return estimator == Estimator::mean || estimator == Estimator::stratified;
}

/// Replicates of `midpoint` are all equal: their spread says nothing.
bool spreads(Estimator estimator) { return estimator != Estimator::midpoint; }

/// Of the replicates' estimates, in a unit that suits them and the reference.
double rmse_against(double reference, Summary summary) {
  const bool is_zero = summary.exponent == Partial::lowest_exponent;
  const int of_reference = is_zero || reference != 0 ? exponent_of_unit(reference) : summary.exponent;
  summary.set_exponent(std::max(summary.exponent, of_reference));
  const statistics::MeanVariance& estimates = summary.estimates;
  const double bias = estimates.mean - std::ldexp(reference, -summary.exponent);
  const double square = estimates.m2 / static_cast<double>(estimates.count) + bias * bias;
  return std::ldexp(std::sqrt(square), summary.exponent);
}

}  // namespace

Row row_of(const Problem& problem, std::uint64_t samples, const std::optional<Reference>& reference,
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
      row.standard_error = std::ldexp(*error, summary.unit());
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
      row.rmse = rmse_against(reference->value, summary);
    }
  }
  return row;
}

Knowledge knowledge_of(const Problem& problem, const Integrand& f, const Effort& effort) {
  Knowledge known;
  Search search = search_reference(problem, f, effort);
  known.reference = std::move(search.reference);
  known.zeros = search.zeros;
  Effort of_moment = effort;
  of_moment.most /= 3;  // of three
  known.law = law_of(problem, f, known.reference, of_moment);
  known.rehearsals = rehearse(problem, f, known.reference, effort);
  return known;
}

Result summarise(const Kernel& kernel, const Knowledge& known, std::span<const Summary> summaries) {
  Result result;
  result.problem = kernel.problem();
  result.reference = known.reference;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    result.rows.push_back(row_of(result.problem, result.problem.sizes[i], result.reference, summaries[i]));
  }
  if (const auto order = order_of_convergence(result.problem, known.law, result.rows)) {
    result.order = order->slope;
    result.order_low = order->slope - order->reach;
    result.order_high = order->slope + order->reach;
  }
  result.notes = notes_on(kernel, known, result.rows, summaries);
  return result;
}

}  // namespace quadrille::integrate
