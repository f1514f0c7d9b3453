// Quantiles of models whose values span scales, against the laws' distribution functions.
#include <cmath>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/work/layout.hpp"
#include "simulate/problems.hpp"

namespace quadrille::simulate {
namespace {

Result result_of(const std::string& model, std::uint64_t draws, std::uint64_t seed,
                 const std::string& columns) {
  const auto study = problem(model, draws, seed, columns);
  Kernel kernel(study);
  Summary summary;
  Tally tally;
  for (std::uint64_t block = 0; block < layout(study).group(0).blocks; ++block)
    summary.merge(kernel(work::Block{0, 0, block}, tally));
  return result(study, summary, tally);
}

double normal(double x) { return std::erfc(-x / std::sqrt(2)) / 2; }

/// The largest x in [low, high] with is_below(x), which changes once.
double last(double low, double high, const std::function<bool(double)>& is_below) {
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (is_below(middle) ? low : high) = middle;
  }
  return low;
}

/// P(p^a (1 - p)^b <= x) of a uniform p.
double of_powers(double a, double b, double x) {
  const double mode = a / (a + b);
  const auto value = [&](double p) { return std::pow(p, a) * std::pow(1 - p, b); };
  if (x >= value(mode)) return 1;
  return last(0, mode, [&](double p) { return value(p) <= x; }) + 1 -
         last(mode, 1, [&](double p) { return value(p) > x; });
}

struct Case {
  const char* model;
  std::function<double(double)> distribution;  // of y
};

const std::vector<Case> cases = {
    {"p ~ uniform(0, 1)\ny = p^7*(1-p)^3", [](double x) { return of_powers(7, 3, x); }},
    {"p ~ uniform(0, 1)\nw = p^7*(1-p)^3\ny = w*p", [](double x) { return of_powers(8, 3, x); }},
    {"z ~ normal(0, 1)\ny = exp(5*z)", [](double x) { return normal(std::log(x) / 5); }},
    {"z ~ normal(0, 1)\ny = exp(4*z)", [](double x) { return normal(std::log(x) / 4); }},
    {"z ~ normal(0, 1)\ny = -exp(9*z)", [](double x) { return normal(-std::log(-x) / 9); }},
    {"u ~ uniform(0, 1)\ny = u^10", [](double x) { return std::pow(x, 0.1); }},
    {"u ~ uniform(0, 1)\ny = u^4", [](double x) { return std::pow(x, 0.25); }},
    {"z ~ normal(0, 1)\ny = z^3", [](double x) { return normal(std::cbrt(x)); }},
    {"z ~ normal(0, 1)\ny = z^4", [](double x) { return 2 * normal(std::pow(x, 0.25)) - 1; }},
    {"z ~ normal(0, 1)\ny = z^5",
     [](double x) { return normal(std::copysign(std::pow(std::fabs(x), 0.2), x)); }},
    {"u ~ uniform(0, 1)\nz ~ normal(0, 1)\ny = if(u < 0.5, 1e-12*z, 1e12*z)",
     [](double x) { return (normal(x * 1e12) + normal(x / 1e12)) / 2; }},
    {"u ~ uniform(0, 1)\na ~ exponential(1)\nb ~ exponential(5000)\ny = if(u < 0.7, a, b)",
     [](double x) { return 1 - 0.7 * std::exp(-x) - 0.3 * std::exp(-x / 5000); }},
    {"x ~ exponential(1)\ny = x^(1/0.3)", [](double x) { return 1 - std::exp(-std::pow(x, 0.3)); }},
    {"u ~ uniform(0, 1)\nn ~ normal(0, 1)\ny = if(u < 0.501, n*1e-6, 1e6 + n)",
     [](double x) { return 0.501 * normal(x * 1e6) + 0.499 * normal(x - 1e6); }},
    {"u ~ uniform(0, 1)\nz ~ normal(0, 1)\ny = if(u < 0.9, 1e-7*z, 10*z)",
     [](double x) { return 0.9 * normal(x * 1e7) + 0.1 * normal(x / 10); }},
    {"u ~ uniform(0, 1)\nz ~ normal(0, 1)\ny = 1e6 + if(u < 0.6, 1e-6*z, 1e3*z)",
     [](double x) { return 0.6 * normal((x - 1e6) * 1e6) + 0.4 * normal((x - 1e6) / 1e3); }},
};

// 4.5 sampling errors: once in 150,000, of 16 cases with five levels and fixed seeds.
TEST(QuantilesOfModels, AreOfTheRightRank) {
  for (const auto& [model, distribution] : cases) {
    for (const std::uint64_t draws : {10'000U, 200'000U}) {
      const Result result = result_of(model, draws, 1, "y");
      const VariableResult& y = result.variables[0];
      for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
        const double p = quantile_levels[q], error = std::sqrt(p * (1 - p) / static_cast<double>(draws));
        EXPECT_NEAR(distribution(*y.quantiles[q]), p, 4.5 * error + *y.quantile_rank_errors[q]) << model;
        EXPECT_LT(*y.quantile_rank_errors[q], 0.003) << model;
        EXPECT_GT(*y.quantile_standard_errors[q], 0) << model;
      }
      for (const auto& note : result.notes) EXPECT_NE(note.code, "quantile-rank") << model;
    }
  }
}

// wp < w in every draw.
TEST(QuantilesOfModels, AreInTheOrderOfTheirVariables) {
  const Result result = result_of("p ~ uniform(0, 1)\nw = p^7*(1-p)^3\nwp = w*p", 100'000, 1, "w, wp");
  for (std::size_t q = 0; q < quantile_levels.size(); ++q)
    EXPECT_LT(result.variables[1].quantiles[q], result.variables[0].quantiles[q]);
}

// Where 0.501 of all draws are near 0, and the others near 1e6, the median is near 0: there is no draw
// between.
TEST(QuantilesOfModels, AreNotInGaps) {
  const std::string model =
      "u ~ uniform(0, 1)\nn ~ normal(0, 1)\nbelow = if(u < 0.51, n*1e-6, 1e6 + n)\n"
      "above = if(u < 0.49, n*1e-6, 1e6 + n)";
  const Result result = result_of(model, 100'000, 1, "below, above");
  EXPECT_LT(std::fabs(*result.variables[0].quantiles[2]), 1e-5);
  EXPECT_NEAR(*result.variables[1].quantiles[2], 1e6, 10);
}

// Twelve atoms 1e-9 apart, more than a grid knows, among values as near; each has 4 %.
TEST(QuantilesOfModels, AreExactInAtomsAmongTheFine) {
  const Result result = result_of(
      "u ~ uniform(0, 1)\nz ~ normal(0, 1)\n"
      "y = if(u < 0.48, floor(25*u)*1e-9, if(u < 0.5, 1e-8*abs(z), 1e6*(1 + abs(z))))",
      100'000, 3, "y");
  const VariableResult& y = result.variables[0];
  EXPECT_EQ(y.quantiles[0], 1e-9);
  EXPECT_EQ(y.quantile_rank_errors[0], 0);
  EXPECT_EQ(y.quantile_standard_errors[0], 0);
}

// A bin that the first draws leave nearly empty and all others crowd cannot be had from a model; a column of
// few values shows what is said of one.
TEST(QuantilesOfModels, SayHowFarTheyMayBeOff) {
  const auto study = problem("y ~ normal(0, 1)", 1000);
  Kernel kernel(study);
  Tally tally;
  Summary summary = kernel(work::Block{0, 0, 0}, tally);
  std::vector<double> close(100);
  for (std::size_t i = 0; i < close.size(); ++i) close[i] = 1e-9 * static_cast<double>(i);
  tally.columns[0].add(close);
  const Result told = result(study, summary, tally);
  ASSERT_EQ(told.notes.size(), 1U);
  EXPECT_EQ(told.notes[0].code, "quantile-rank");
  EXPECT_EQ(told.notes[0].kind, text::Note::Kind::doubt);
  EXPECT_EQ(told.notes[0].where, "y");
}

TEST(QuantilesOfModels, HaveNoErrorsWhereTheyDoNotExist) {
  const auto study = problem("y ~ normal(0, 1)\nn = log(y)", 2000);
  Kernel kernel(study);
  Tally tally;
  Summary summary = kernel(work::Block{0, 0, 0}, tally);
  const Result told = result(study, summary, tally);
  EXPECT_FALSE(told.variables[1].quantile_standard_errors[2]);
  EXPECT_FALSE(told.variables[1].quantile_rank_errors[2]);
}

}  // namespace
}  // namespace quadrille::simulate
