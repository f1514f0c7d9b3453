// How often notes speak where intervals hold, and are silent where they miss.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "integrate/alone.hpp"
#include "quadrille/integrate/notes.hpp"
#include "statistics/rates.hpp"

namespace quadrille::integrate {

/// A formula with its integral over [from, to], in closed form.
struct Study {
  const char* formula;
  double from = 0, to = 1;
  double exact = 0;
};

/// Of runs of one problem under different seeds: how many there were, held the integral, were called doubtful
/// though they held, and missed it without a word. A formula that does not vary counts as one whose width 0
/// is right.
using statistics::Rates;

/// Runs 0 .. runs - 1, each of `repeats` replicates of its own.
inline Rates measure(const Study& study, Estimator estimator, std::uint64_t n, std::uint64_t repeats,
                     int runs) {
  Problem problem = problem_of(study.formula, estimator, {n});
  problem.from = study.from;
  problem.to = study.to;
  problem.repeats = repeats;
  Kernel kernel = kernel_of(problem);
  const Knowledge known = knowledge_of(problem, integrand_of(problem.formula));
  Rates rates;
  for (int run = 0; run < runs; ++run) {
    std::vector<Summary> summary(1);
    for (std::uint64_t r = 0; r < repeats; ++r)
      summary[0].merge(replicate_alone(kernel, 0, static_cast<std::uint64_t>(run) * repeats + r));
    const Row row = row_of(problem, n, known.reference, summary[0]);
    const auto notes = doubts_of(problem, known, row, summary[0]);
    const double rounding = 1e-12 * std::fabs(study.exact);
    const bool holds = row.low && *row.low - rounding <= study.exact && study.exact <= *row.high + rounding;
    rates.count(holds, notes);
  }
  return rates;
}

inline const std::vector<Study>& studies() {
  static const std::vector<Study> all = {
      // smooth
      {"x", 0, 1, 0.5},
      {"exp(x)", 0, 1, 1.718281828459045},
      {"1/(1+x^2)", 0, 1, 0.7853981633974483},
      {"exp(-x)", 0, 20, 0.9999999979388464},
      {"x^9", 0, 1, 0.1},
      {"exp(10*x)", 0, 1, 2202.5465794806718},
      {"1/x", 0.01, 1, 4.605170185988091},
      {"sqrt(x)", 0, 1, 2.0 / 3},
      {"exp(-x^2)", -20, 20, 1.772453850905516},
      {"x*(1-x)", 0, 1, 1.0 / 6},
      {"abs(x-0.3)", 0, 1, 0.29},
      {"x^(1/3)", 0, 1, 0.75},
      // oscillating
      {"sin(20*x)", 0, 1, 0.029595896909330395},
      {"cos(200*x)", 0, 1, -0.004366486486069972},
      {"1 + sin(1000*x)", 0, 1, 1.0004376209170743},
      {"sin(10*x)^2", 0, 1, 0.4771763687318093},
      {"1 + sin(60*x)*exp(-3*x)", 0, 1, 1.0174260454120029},
      // peaked
      {"exp(-1000*(x-0.3)^2)", 0, 1, 0.05604991216397929},
      {"exp(-1e6*(x-0.3)^2)", 0, 1, 0.0017724538509055159},
      {"1 + 50*exp(-1e4*(x-0.7)^2)", 0, 1, 1.886226925452758},
      {"1/(1e-4+(x-0.5)^2)", 0, 1, 310.15979856434922},
      {"x^40", 0, 1, 1.0 / 41},
      {"exp(-100*x)", 0, 1, 0.01},
      // singular
      {"log(x)", 0, 1, -1},
      {"x^-0.1", 0, 1, 1 / 0.9},
      {"x^-0.3", 0, 1, 1 / 0.7},
      {"x^-0.4", 0, 1, 1 / 0.6},
      {"x^-0.5", 0, 1, 2},
      {"x^-0.7", 0, 1, 1 / 0.3},
      {"x^-0.9", 0, 1, 10},
      {"1/sqrt(abs(x - 0.5078125))", 0, 1, 2.8283408014141505},
      {"log(x)^2", 0, 1, 2},
      // jumping
      {"x < 0.30001", 0, 1, 0.30001},
      {"x < 0.3123", 0, 1, 0.3123},
      {"sin(x) + (x < 0.303)", 0, 1, 0.7626976941318602},
      {"0.31 < x < 0.315", 0, 1, 0.005},
      {"x < 0.03", 0, 1, 0.03},
      {"if(0.3123 < x < 0.6345, 1, 0)", 0, 1, 0.3222},
      {"floor(10*x)", 0, 1, 4.5},
      {"if(x < 0.5, exp(x), -x)", 0, 1, 0.2737212707001282},
      {"x + 0.01*(x < 0.618)", 0, 1, 0.50618},
      {"sign(x - 0.37)", 0, 1, 0.26},
      // heavy-tailed: variates by their inverse distribution functions
      {"-log(1-x)", 0, 1, 1},
      {"(x/(1-x))^0.3", 0, 1, 1.1649666232352798},
      {"(1-x)^-0.25 - x^-0.25", 0, 1, 0},
      {"(1-x)^-0.45 - x^-0.45", 0, 1, 0},
      {"(x/(1-x))^0.2", 0, 1, 1.068959332115595},
  };
  return all;
}

}  // namespace quadrille::integrate
