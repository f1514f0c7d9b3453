#include "quadrille/simulate/result.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/note.hpp"
#include "quadrille/work/layout.hpp"
#include "simulate/problems.hpp"

namespace quadrille::simulate {
namespace {

/// Blocks merged one after the other.
Result simulated(const Problem& problem) {
  Kernel kernel(problem);
  Summary summary;
  Tally tally;
  for (std::uint64_t block = 0; block < layout(problem).group(0).blocks; ++block)
    summary.merge(kernel(work::Block{0, 0, block}, tally));
  return result(problem, kernel.conclude(0, 0, summary), tally);
}

/// Standard normal quantiles at quantile_levels, and the density there.
constexpr std::array normal_quantile = {-1.6448536269514722, -0.6744897501960817, 0.0, 0.6744897501960817,
                                        1.6448536269514722};
constexpr std::array normal_density = {0.10313564037537128, 0.31777657210908543, 0.3989422804014327,
                                       0.31777657210908543, 0.10313564037537128};

TEST(Result, SaysThatAVariableIsNotTheConstantOfItsName) {
  const auto notes = simulated(problem("e ~ normal(0, 1)\ny = e^2", 1000, 1)).notes;
  EXPECT_EQ(std::ranges::count(
                notes, std::string("e is a variable of this model, and not the constant 2.718281828459045"),
                &text::Note::text),
            1);
  for (const char* model : {"e ~ normal(0, 1)", "x ~ normal(0, 1)\ny = e*x + pi"})
    EXPECT_EQ(std::ranges::count(simulated(problem(model, 1000, 1)).notes, std::string("shadowed-constant"),
                                 &text::Note::code),
              0);
}

// Every bound is five standard errors: a false alarm has probability 6e-7 in each, 6e-5 in all 54.
TEST(Result, HasTheMomentsOfTheLecture) {
  constexpr double n = 100000;
  const auto answer = simulated(problem(lecture_model(), 100000, 20240));
  ASSERT_EQ(answer.variables.size(), 6U);
  EXPECT_EQ(answer.variables[5].expected_mean, 42.0);
  EXPECT_EQ(answer.variables[5].expected_sd, std::sqrt(50.0));
  for (const auto& variable : answer.variables) {
    SCOPED_TRACE(variable.name);
    const double mean = *variable.expected_mean, sd = *variable.expected_sd;
    EXPECT_NEAR(*variable.mean, mean, 5 * sd / std::sqrt(n));
    EXPECT_NEAR(*variable.sd, sd, 5 * sd / std::sqrt(2 * n));
    EXPECT_NEAR(*variable.standard_error, *variable.sd / std::sqrt(n), 1e-12);
    EXPECT_NEAR(*variable.skewness, 0, 5 * std::sqrt(6 / n));
    EXPECT_NEAR(*variable.kurtosis, 3, 5 * std::sqrt(24 / n));
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
      const double p = quantile_levels[q];
      EXPECT_NEAR(*variable.quantiles[q], mean + sd * normal_quantile[q],
                  5 * sd * std::sqrt(p * (1 - p) / n) / normal_density[q]);
    }
    EXPECT_LT(*variable.min, mean - 3.5 * sd);  // fails with probability exp(-23)
    EXPECT_GT(*variable.max, mean + 3.5 * sd);
    EXPECT_EQ(variable.nan_count, 0U);
    EXPECT_FALSE(variable.first_nan);
  }
}

TEST(Result, HasTheMomentsOfTheOtherDistributions) {
  constexpr double n = 100000;
  const auto answer = simulated(problem("u ~ uniform(2, 5)\nx ~ exponential(3)", 100000, 5));
  const auto& u = answer.variables[0];
  EXPECT_NEAR(*u.mean, 3.5, 5 * *u.expected_sd / std::sqrt(n));
  EXPECT_NEAR(*u.kurtosis, 1.8, 0.05);
  EXPECT_NEAR(*u.quantiles[0], 2.15, 5 * 3 * std::sqrt(0.05 * 0.95 / n));
  EXPECT_GT(*u.min, 2);
  EXPECT_LT(*u.max, 5);
  const auto& x = answer.variables[1];
  EXPECT_NEAR(*x.mean, 3, 5 * 3 / std::sqrt(n));
  EXPECT_NEAR(*x.sd, 3, 5 * 3 * std::sqrt(8 / (4 * n)));  // var(s) = (kurtosis - 1) sd^2 / 4n, kurtosis 9
  EXPECT_NEAR(*x.quantiles[2], 3 * 0.6931471805599453, 5 * 3 / std::sqrt(n));
}

// Fourth powers of such values overflow, or vanish.
TEST(Result, DoesNotDependOnTheUnit) {
  const auto answer = simulated(problem("a ~ exponential(1)\nb = a*2^600\nc = a*2^-600", 5000));
  const auto& a = answer.variables[0];
  for (const auto& [index, unit] : {std::pair{1, 0x1p600}, std::pair{2, 0x1p-600}}) {
    const auto& scaled = answer.variables[static_cast<std::size_t>(index)];
    EXPECT_EQ(*scaled.mean, *a.mean * unit);
    EXPECT_EQ(*scaled.sd, *a.sd * unit);
    EXPECT_EQ(*scaled.standard_error, *a.standard_error * unit);
    EXPECT_EQ(*scaled.max, *a.max * unit);
    EXPECT_EQ(scaled.skewness, a.skewness);
    EXPECT_EQ(scaled.kurtosis, a.kurtosis);
    EXPECT_EQ(*scaled.quantiles[1], *a.quantiles[1] * unit);
  }
  EXPECT_TRUE(answer.notes.empty());
}

TEST(Result, HasTheMomentsOfEveryDraw) {
  const auto study = problem("a ~ uniform(5, 6)\nb = a - 5.5", 2500, 11);
  const auto answer = simulated(study);
  Columns columns(2, 2500);
  Sampler sample(study);
  sample(0, columns.spans);
  for (std::size_t c = 0; c < 2; ++c) {
    long double mean = 0, m2 = 0;
    for (const double x : columns.values[c]) mean += x / 2500.0L;
    for (const double x : columns.values[c]) m2 += (x - mean) * (x - mean);
    EXPECT_NEAR(*answer.variables[c].mean, static_cast<double>(mean), 2e-15);
    EXPECT_NEAR(*answer.variables[c].sd, static_cast<double>(std::sqrt(m2 / 2499)), 1e-15);
    EXPECT_EQ(answer.variables[c].min, std::ranges::min(columns.values[c]));
    EXPECT_EQ(answer.variables[c].max, std::ranges::max(columns.values[c]));
  }
}

TEST(Result, SaysWhatItDependsOn) {
  const auto answer = simulated(problem("b ~ normal(0, 1) # noise\na = b\n", 10, 99, "a,b"));
  EXPECT_EQ(answer.model, "b ~ normal(0, 1) # noise\na = b\n");
  EXPECT_EQ(answer.draws, 10U);
  EXPECT_EQ(answer.seed, 99U);
  EXPECT_EQ(answer.generator, generator_name);
  EXPECT_EQ(answer.variables[0].name, "a");
  EXPECT_EQ(answer.variables[1].name, "b");
  EXPECT_EQ(answer.variables[0].mean, answer.variables[1].mean);
}

TEST(Result, OfNoDrawsHasNothingButWhatIsExpected) {
  const auto answer = simulated(problem("a ~ normal(1, 2)", 0));
  const auto& a = answer.variables.at(0);
  EXPECT_FALSE(a.mean || a.standard_error || a.sd || a.min || a.max || a.skewness || a.kurtosis);
  EXPECT_FALSE(a.quantiles[2]);
  EXPECT_EQ(a.expected_mean, 1.0);
  EXPECT_EQ(a.nan_count, 0U);
}

TEST(Result, OfOneDrawHasNoSpread) {
  const auto study = problem("a ~ normal(1, 2)", 1);
  const auto answer = simulated(study);
  const auto& a = answer.variables.at(0);
  const double value = draw(study, 0).front().second;
  EXPECT_EQ(a.mean, value);
  EXPECT_EQ(a.min, value);
  EXPECT_EQ(a.max, value);
  EXPECT_EQ(a.quantiles[0], value);
  EXPECT_FALSE(a.standard_error || a.sd || a.skewness || a.kurtosis);
}

TEST(Result, OfAConstantHasNoShape) {
  const auto answer = simulated(problem("k = 2.5", 3000));
  const auto& k = answer.variables.at(0);
  EXPECT_EQ(k.mean, 2.5);
  EXPECT_EQ(k.sd, 0.0);
  EXPECT_EQ(k.expected_sd, 0.0);
  EXPECT_EQ(k.quantiles[1], 2.5);
  EXPECT_FALSE(k.skewness || k.kurtosis);
}

std::vector<std::string> codes(const std::string& model, std::uint64_t draws) {
  std::vector<std::string> codes;
  for (const text::Note& note : simulated(problem(model, draws)).notes) {
    EXPECT_EQ(note.kind, text::Note::Kind::doubt);
    codes.push_back(note.where + ": " + note.code);
  }
  return codes;
}

TEST(Result, SaysWhereAStandardErrorDoesNotHold) {
  using testing::ElementsAre;
  EXPECT_THAT(codes("a ~ normal(0, 1)\nb ~ normal(0, 1)\nc = a/b\nrare = a > 9\nk = 3", 10000),
              ElementsAre("c: unsettled", "rare: all-equal"));
  EXPECT_THAT(codes("z ~ normal(0, 1)\ny = exp(3*z)", 1000), ElementsAre("y: low-coverage"));
  EXPECT_THAT(codes("u ~ uniform(0, 1)\ny = u^-0.9", 100000), testing::SizeIs(1));
  EXPECT_THAT(codes("t ~ exponential(1)", 10), ElementsAre("t: low-coverage"));
}

TEST(Result, IsSilentWhereAStandardErrorHolds) {
  for (const std::uint64_t draws : {10u, 100u, 10'000u})
    EXPECT_THAT(codes("a ~ normal(3, 5)\nb ~ uniform(0, 1)\nc = a + 2*b", draws), testing::IsEmpty())
        << draws;
  for (const std::uint64_t draws : {100u, 1000u, 10'000u})
    EXPECT_THAT(codes("u ~ uniform(0, 1)\ny = (1-u)^-0.45 - u^-0.45\nz = u^-0.1", draws), testing::IsEmpty())
        << draws;
}

// As the model says: nothing random is in them, or what is cancels.
TEST(Result, IsSilentOfValuesThatTheModelMakesEqual) {
  EXPECT_THAT(codes("x ~ normal(0, 1)\na = x - x\nk = 2.5\nb = sqrt(k)\nc = exp(a) + b\nd = 0*x + 1", 3000),
              testing::IsEmpty());
}

// 4 million values are tried, or as many as half a second's formulas are, or none if those are too few.
TEST(Rehearsal, IsBoundedByWhatFormulasCost) {
  EXPECT_EQ(rehearse(problem("u ~ uniform(0, 1)\ny = 1/u", 1'000'000))->draws, 2000);
  std::string dear = "u ~ uniform(0, 1)\ny = 0";
  for (int i = 1; i < 3000; ++i) dear += "+sin(" + std::to_string(i) + "*u)";
  EXPECT_FALSE(rehearse(problem(dear, 4000)));
}

TEST(Result, IsNaNWhereADrawIs) {
  const auto study = problem("a ~ normal(0, 1)\nb = sqrt(a + 2.5)", 3000, 2, "b");
  const auto answer = simulated(study);
  const auto& b = answer.variables.at(0);
  ASSERT_GT(b.nan_count, 0U);
  EXPECT_LT(b.nan_count, 100U);
  EXPECT_TRUE(std::isnan(*b.mean));
  EXPECT_TRUE(std::isnan(*b.sd));
  EXPECT_TRUE(std::isnan(*b.max));
  EXPECT_TRUE(std::isnan(*b.quantiles[2]));
  const auto shown = draw(study, *b.first_nan);
  EXPECT_LT(shown[0].second, -2.5);
  EXPECT_TRUE(std::isnan(shown[1].second));
}

}  // namespace
}  // namespace quadrille::simulate
