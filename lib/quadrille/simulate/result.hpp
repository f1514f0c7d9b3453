// The answer of a simulation.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/simulate/rehearsal.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::simulate {

inline constexpr std::array quantile_levels = {0.05, 0.25, 0.5, 0.75, 0.95};

/// One variable. What does not exist is empty: everything of no draws, an error of one; a NaN among the
/// values makes all but the counts NaN.
struct VariableResult {
  std::string name;
  std::optional<double> mean;
  std::optional<double> standard_error;  ///< of the mean
  std::optional<double> sd;
  std::optional<double> min;
  std::optional<double> max;
  std::optional<double> skewness;
  std::optional<double> kurtosis;   ///< 3 for a normal
  std::optional<double> dominance;  ///< statistics::MeanSkewness::dominance()
  std::array<std::optional<double>, quantile_levels.size()> quantiles;
  std::array<std::optional<double>, quantile_levels.size()> quantile_standard_errors;
  std::array<std::optional<double>, quantile_levels.size()> quantile_rank_errors;  ///< at most, as part of n
  std::optional<double> expected_mean;
  std::optional<double> expected_sd;
  std::uint64_t nan_count = 0;
  std::optional<std::uint64_t> first_nan;  ///< the first draw that is NaN
};

struct Result {
  std::string model;  ///< its text
  std::uint64_t draws = 0;
  std::uint64_t seed = 0;
  std::string generator;
  std::vector<VariableResult> variables;  ///< the problem's columns, in their order
  std::vector<text::Note> notes;          ///< what a reader must know
};

/// Returns the result. Where intervals are suspected, `trial` tries once how often they hold (notes.hpp).
Result result(const Problem& problem, const Summary& summary, const Tally& tally,
              const Rehearse& trial = rehearse);

}  // namespace quadrille::simulate
