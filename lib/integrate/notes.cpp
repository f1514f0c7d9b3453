#include "integrate/notes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "formula/names.hpp"
#include "integrate/integrand.hpp"
#include "statistics/moments.hpp"
#include "text/number.hpp"

namespace quadrille::integrate {
namespace {

/// Below it a nominal interval covers less than it claims.
constexpr std::uint64_t few_points = 30;

/// With so many strata, and this small a part of them in the degrees of freedom, few carry the variance: a
/// smooth function keeps about 0.4.
constexpr std::uint64_t many_strata = 20;
constexpr double small_part = 0.05;

/// A jump between two of many strata has a large part of all squared differences of neighbours, and very many
/// times their mean; a smooth function seldom has 50 times the mean anywhere.
constexpr double jump_part = 0.1;
constexpr double jump_over_mean = 100;

/// Estimate and reference that lie so many standard errors apart do not belong together, unless rounding
/// alone may part them.
constexpr double far_apart = 6;
constexpr double enough_freedom = 30;
constexpr double rounding = 1e-12;

constexpr auto doubt = text::Note::Kind::doubt;
constexpr auto information = text::Note::Kind::information;

std::string samples(const Row& row) { return "samples " + std::to_string(row.samples); }

std::string shown(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", x);
  return text;
}

void note_nan(const Kernel& kernel, std::span<const Row> rows, std::vector<text::Note>& notes) {
  std::uint64_t values = 0, sizes = 0;
  for (const Row& row : rows) {
    values += row.nan.count;
    sizes += row.nan.count > 0 ? 1 : 0;
  }
  if (values == 0) return;
  const auto first = std::ranges::find_if(rows, [](const Row& row) { return row.nan.count > 0; });
  const auto group = static_cast<std::uint64_t>(first - rows.begin());
  notes.push_back({"not-a-number", doubt, samples(*first),
                   "the formula is not a number at " + std::to_string(values) + " points of " +
                       std::to_string(sizes) + (sizes == 1 ? " size, first at " : " sizes, first at ") +
                       text::shortest(first->nan.first_x) + " with " + std::to_string(first->samples) +
                       " samples: " + kernel.replay(group, first->nan.first_replicate)});
}

void note_bias(const Problem& problem, std::vector<text::Note>& notes) {
  const std::string name(integrate::name(problem.estimator));
  switch (problem.estimator) {
    case Estimator::spacings:
    case Estimator::trapezoid:
      notes.push_back({"biased", information, "",
                       name +
                           " is biased by O(1/n), more than it spreads: a standard error here is that of its "
                           "expectation, and no interval for the integral is given; --estimator stratified "
                           "has one"});
      break;
    case Estimator::midpoint:
      notes.push_back({"no-standard-error", information, "",
                       "midpoint has no randomness, so no standard error: its repeats are all equal"});
      break;
    default:
      break;
  }
}

void note_few_points(std::span<const Row> rows, std::vector<text::Note>& notes) {
  const bool few =
      std::ranges::any_of(rows, [](const Row& row) { return row.low && row.samples < few_points; });
  if (few) {
    notes.push_back({"few-points", doubt, "",
                     "intervals from fewer than " + std::to_string(few_points) +
                         " points cover less than the 95 % that they claim"});
  }
}

void note_strata(std::span<const Row> rows, std::span<const Summary> summaries,
                 std::vector<text::Note>& notes) {
  const auto carried_by_few = [&](std::size_t i) {
    const Summary& summary = summaries[i];
    return summary.has_error && summary.roughness.strata >= many_strata &&
           summary.freedom < small_part * static_cast<double>(summary.roughness.strata);
  };
  const auto jumps = [&](std::size_t i) {
    const Roughness& roughness = summaries[i].roughness;
    return roughness.largest > jump_part * roughness.sum &&
           roughness.largest * static_cast<double>(roughness.strata) > jump_over_mean * roughness.sum;
  };
  const auto sees_nothing = [&](std::size_t i) {
    return summaries[i].has_error && summaries[i].standard_error == 0 && summaries[i].roughness.sum > 0;
  };
  // The largest size says it best.
  for (std::size_t i = rows.size(); i-- > 0;) {
    if (!carried_by_few(i) && !jumps(i) && !sees_nothing(i)) continue;
    std::string note = "with " + std::to_string(rows[i].samples) + " samples the interval does not hold: ";
    note += carried_by_few(i)
                ? "few strata carry the variance (" + shown(summaries[i].freedom) +
                      " degrees of freedom from " + std::to_string(summaries[i].roughness.strata) + " strata)"
                : "the strata's neighbours differ more than the points within them say";
    if (jumps(i) || sees_nothing(i)) {
      const std::string at = shown(summaries[i].roughness.largest_at);
      note += "; a jump or a pole is suspected near " + at + ": integrate up to it and from it on";
    }
    notes.push_back({jumps(i) || sees_nothing(i) ? "jump" : "few-strata", doubt, samples(rows[i]), note});
    return;
  }
}

void note_skewness(std::span<const Row> rows, std::span<const Summary> summaries,
                   std::vector<text::Note>& notes) {
  for (std::size_t i = rows.size(); i-- > 0;) {
    const double share = summaries[i].dominance;
    if (!rows[i].low || rows[i].samples < few_points || !(share > statistics::harmless_dominance)) continue;
    notes.push_back(
        {"one-value-dominates", doubt, samples(rows[i]),
         "with " + std::to_string(rows[i].samples) +
             " samples the interval does not hold: one value alone has " + text::percent(share) +
             " or more of the variance, and intervals hold up to " +
             text::percent(statistics::harmless_dominance) +
             "; more samples or --estimator stratified may help, unless the variance is infinite"});
    return;
  }
}

/// Without a reference, for a constant has one and another formula is then judged by it.
void note_no_spread(std::span<const Row> rows, std::span<const Summary> summaries,
                    std::vector<text::Note>& notes) {
  for (std::size_t i = rows.size(); i-- > 0;) {
    if (!rows[i].low || rows[i].standard_error != 0.0 || summaries[i].roughness.sum > 0) continue;
    notes.push_back(
        {"all-equal", doubt, samples(rows[i]),
         "with " + std::to_string(rows[i].samples) +
             " samples all values are equal: the interval has no width, and knows nothing of values "
             "that were not met"});
    return;
  }
}

void note_infinities(std::span<const Row> rows, std::span<const Summary> summaries,
                     std::vector<text::Note>& notes) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (!row.estimate || std::isfinite(*row.estimate) || row.nan.count > 0) continue;
    notes.push_back({"not-finite", doubt, samples(row),
                     "with " + std::to_string(row.samples) + " samples the estimate is not finite: " +
                         (std::isfinite(summaries[i].estimates.mean)
                              ? "the integral is beyond the range of a double"
                              : "the formula is infinite, or beyond the range of a double, at some point")});
    return;
  }
}

void note_missing_reference(const Problem& problem, std::span<const Row> rows,
                            std::vector<text::Note>& notes) {
  const auto counts = [](const Row& row) { return row.estimate && row.samples > 0; };
  const auto has_nan = [](const Row& row) { return row.nan.count > 0; };
  if (std::ranges::none_of(rows, counts) || std::ranges::any_of(rows, has_nan)) return;
  std::string note =
      "no reference, so no errors: adaptive quadrature found no value; the integral may not exist";
  if (problem.estimator == Estimator::mean || problem.estimator == Estimator::stratified)
    note += ", and then no interval holds";
  notes.push_back({"no-reference", doubt, "", note + "; where it is known, write --exact VALUE"});
}

void note_reference(std::span<const Row> rows, std::vector<text::Note>& notes) {
  for (const Row& row : rows) {
    if (!row.error || !row.low || row.freedom.value_or(0) < enough_freedom) continue;
    if (!(std::fabs(*row.error) > far_apart * *row.standard_error + rounding * std::fabs(*row.estimate)))
      continue;
    notes.push_back(
        {"reference-differs", doubt, samples(row),
         "with " + std::to_string(row.samples) +
             " samples estimate and reference lie more than 6 standard errors apart: one of them has "
             "missed something, such as a narrow peak or a jump"});
    return;
  }
}

void note_no_variable(const Problem& problem, std::vector<text::Note>& notes) {
  std::string constants;
  for (const std::string& name : constants_alone(problem.formula))
    constants += (constants.empty() ? ": " : " and ") + name + " is the constant " +
                 text::shortest(*formula::constant_value(name));
  if (constants.empty()) return;
  notes.push_back({"no-variable", information, "",
                   "the formula has no variable" + constants + "; it is integrated as a constant"});
}

}  // namespace

std::vector<text::Note> notes_on(const Kernel& kernel, bool has_reference, std::span<const Row> rows,
                                 std::span<const Summary> summaries) {
  std::vector<text::Note> notes;
  note_no_variable(kernel.problem(), notes);
  note_nan(kernel, rows, notes);
  note_bias(kernel.problem(), notes);
  note_infinities(rows, summaries, notes);
  if (has_reference)
    note_reference(rows, notes);
  else
    note_missing_reference(kernel.problem(), rows, notes);
  // Over several repeats an interval rests on their spread, whatever one of them may say of itself.
  if (kernel.problem().repeats > 1) return notes;
  note_few_points(rows, notes);
  note_strata(rows, summaries, notes);
  note_skewness(rows, summaries, notes);
  if (!has_reference) note_no_spread(rows, summaries, notes);
  return notes;
}

}  // namespace quadrille::integrate
