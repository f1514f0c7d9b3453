// How often notes on standard errors speak where 95 % intervals hold, and are silent where they miss.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "quadrille/simulate/notes.hpp"
#include "quadrille/statistics/student.hpp"
#include "simulate/problems.hpp"
#include "statistics/rates.hpp"

namespace quadrille::simulate {

/// A model whose last variable has this mean.
struct Study {
  const char* model;
  double mean;
};

/// Of runs under different seeds: how many there were, whose interval held the mean, were called doubtful,
/// were so though they held, and missed it without a word.
using statistics::Rates;

inline Rates measure(const Study& study, std::uint64_t draws, int runs) {
  Problem tried = problem(study.model, draws);
  tried.columns = {tried.model.variables.size() - 1};
  std::optional<std::optional<Rehearsal>> rehearsed;  // it does not depend on the seed
  const auto trial = [&](const Problem& of) {
    if (!rehearsed) rehearsed = rehearse(of);
    return *rehearsed;
  };
  const auto nothing = [](const Problem&) { return std::optional<Rehearsal>(); };
  Rates rates;
  for (int run = 0; run < runs; ++run) {
    tried.seed = static_cast<std::uint64_t>(run);
    Kernel kernel(tried);
    Summary summary;
    Tally tally;
    for (std::uint64_t block = 0; block < layout(tried).group(0).blocks; ++block)
      summary.merge(kernel({0, 0, block}, tally));
    const auto variables = result(tried, summary, tally, nothing).variables;
    const auto notes = notes_on(tried, variables, trial);
    const double reach =
        statistics::student_quantile(0.975, static_cast<double>(draws - 1)) * *variables[0].standard_error;
    const bool holds = std::fabs(*variables[0].mean - study.mean) <= reach;
    rates.count(holds, notes);
  }
  return rates;
}

inline const std::vector<Study>& studies() {
  static const std::vector<Study> all = {
      {"a ~ normal(3, 5)", 3},
      {"u ~ uniform(0, 1)", 0.5},
      {"t ~ exponential(1)", 1},
      {"z ~ normal(0, 1)\ny = z^2", 1},
      {"z ~ normal(0, 1)\ny = exp(z)", 1.6487212707001282},
      {"z ~ normal(0, 1)\ny = exp(2*z)", 7.38905609893065},
      {"z ~ normal(0, 1)\ny = z^3", 0},
      {"z ~ normal(0, 1)\ny = z^4", 3},
      {"z ~ normal(0, 1)\ny = sin(5*z)", 0},
      {"z ~ normal(0, 1)\ny = z > 2", 0.02275013194817921},
      {"z ~ normal(0, 1)\ny = z > 3.5", 0.00023262907903552502},
      {"u ~ uniform(0, 1)\ny = u^-0.5", 2},
      {"u ~ uniform(0, 1)\ny = u^-0.3", 1.4285714285714286},
      {"u ~ uniform(0, 1)\ny = (1-u)^-0.45 - u^-0.45", 0},
      {"t ~ exponential(1)\ny = t^3", 6},
      {"u ~ uniform(0, 1)\nz ~ normal(0, 1)\ny = if(u < 0.01, 30*z, z)", 0},
      {"u ~ uniform(0, 1)\nt ~ exponential(1)\ny = if(u < 0.3, 5000*t, t)", 1500.7},
      {"u ~ uniform(0, 1)\ny = if(u < 0.5, 1, 2)", 1.5},
      {"a ~ normal(0, 1)\nb ~ uniform(0, 1)\ny = a*b + 2*a - 3", -3},
      {"p ~ uniform(0, 1)\nw = p^7*(1-p)^3", 0.00075757575757575758},
  };
  return all;
}

}  // namespace quadrille::simulate
