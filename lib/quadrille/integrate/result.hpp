// What an integration found, in plain values for reports.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "quadrille/integrate/kernel.hpp"
#include "quadrille/integrate/law.hpp"
#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/reference.hpp"
#include "quadrille/integrate/rehearsal.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::integrate {

/// One sample size. What does not exist is empty.
struct Row {
  std::uint64_t samples = 0;
  std::optional<double> estimate;        ///< over several repeats their mean
  std::optional<double> standard_error;  ///< of the estimate; over repeats from their spread
  std::optional<double> freedom;         ///< degrees of freedom of the standard error
  std::optional<double> low, high;       ///< 95 % interval for the integral, by Student's t
  std::optional<double> error;           ///< estimate - reference
  std::optional<double> bias, rmse;      ///< over several repeats, against the reference
  NotANumber nan;                        ///< values of f that are not a number
  std::vector<std::string> notes;  ///< codes of the notes that apply to it, but those on the whole result
};

struct Result {
  Problem problem;
  std::optional<Reference> reference;
  std::vector<Row> rows;        ///< in order of size
  std::optional<double> order;  ///< slope of log rmse (or of |error|) against log n, over sizes from 2 on
  std::optional<double> order_low, order_high;  ///< its 95 % interval; all three exist, or none
  std::vector<text::Note> notes;                ///< what a reader must know
};

/// What is known of a problem beside its rows' sums.
struct Knowledge {
  std::optional<Reference> reference;
  Law law;
  std::vector<Rehearsal> rehearsals;
  std::uint64_t zeros = 0;  ///< where there is no reference: see Search
};

/// Returns all of it, looked for with twice the effort's work at most, and some tenths of a second.
Knowledge knowledge_of(const Problem& problem, const Integrand& f, const Effort& effort = {});

/// Returns the row of one size, without notes.
Row row_of(const Problem& problem, std::uint64_t samples, const std::optional<Reference>& reference,
           const Summary& summary);

/// `summaries[i]` is the outcome for problem.sizes[i].
Result summarise(const Kernel& kernel, const Knowledge& known, std::span<const Summary> summaries);

}  // namespace quadrille::integrate
