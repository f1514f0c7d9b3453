// Whether an interval by Student's t, or the standard error behind it, holds: the rules for every program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "quadrille/text/note.hpp"

namespace quadrille::statistics {

/// With fewer values nothing is said of their law, and intervals cover less than they claim if it is not near
/// the normal.
inline constexpr std::uint64_t few_values = 10;
/// Intervals that claim 95 % are said to hold from this coverage on.
inline constexpr double enough_coverage = 0.93;

/// The facts that a mean's standard error rests on.
struct Basis {
  std::uint64_t values = 0;               ///< independent and alike, whose mean it is
  double standard_error = 0;              ///< of the mean
  std::optional<double> dominance = {};   ///< of the sample, at least (MeanSkewness::dominance)
  std::optional<double> coverage = {};    ///< of a nominal 95 % interval, where the values' law is known
  std::optional<double> true_error = {};  ///< the standard error itself, where the law is known
  std::uint64_t enough = few_values;      ///< fewer values are few
  const char* alike = "values that are all equal";  ///< what there is where standard_error is 0
};

/// The ways in which a standard error may mislead, the gravest first.
enum class Doubt { none, not_finite, no_spread, too_small, few, skewed, one_value_dominates };

Doubt doubt_of(const Basis& basis);

/// Returns the coverage, in [0, 1], of a 95 % interval for the mean of n values with this skewness and
/// kurtosis - 3, by the first term of its Edgeworth expansion (Hall, The Bootstrap and Edgeworth Expansion,
/// 1992, section 2.6).
double coverage_of(double n, double skewness, double excess);

/// The outcome of intervals that were tried.
struct Tried {
  int trials = 0;
  double coverage = 0;  ///< of a nominal 95 % interval
  double settling = 0;  ///< Trials::settling(), of trials with enough_to_settle values; else 0

  bool holds() const;
};

/// Returns the note on intervals that do not hold by trial. `subject` is as below; `truth` is what they
/// should hold: "the integral".
text::Note note_of(const Tried& tried, std::string where, const std::string& subject,
                   const std::string& truth);

/// Returns the note on a doubt, which must not be Doubt::none. `subject` begins the sentence and takes a verb
/// in the singular: "with 1000 samples the interval", "the standard error of y".
text::Note note_of(Doubt doubt, const Basis& basis, std::string where, const std::string& subject);

}  // namespace quadrille::statistics
