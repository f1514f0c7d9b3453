#include "quadrille/integrate/notes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/text/note.hpp"
#include "text/texts.hpp"

namespace quadrille::integrate {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using text::texts;

TEST(Notes, BiasedEstimatorsSayThatTheyAre) {
  EXPECT_THAT(notes("x", Estimator::spacings, 100),
              Contains(HasSubstr("biased by about -2 (b - a) f(a) / n")));
  EXPECT_THAT(notes("x", Estimator::trapezoid, 100), Contains(HasSubstr("biased by O(1/n^2)")));
  EXPECT_THAT(notes("x", Estimator::stratified, 100), Not(Contains(HasSubstr("biased"))));
}

TEST(Notes, AConstantThatLooksLikeAVariableIsSaid) {
  EXPECT_THAT(
      notes("e*exp(-e)", Estimator::midpoint, 100),
      Contains("the formula has no variable: e is the constant 2.718281828459045; it is integrated as a "
               "constant"));
  EXPECT_THAT(notes("pi^2/6", Estimator::midpoint, 100),
              Contains(HasSubstr("no variable: pi is the constant")));
  EXPECT_THAT(notes("5", Estimator::midpoint, 100), Not(Contains(HasSubstr("no variable"))));
  EXPECT_THAT(notes("e^x", Estimator::midpoint, 100), Not(Contains(HasSubstr("no variable"))));
}

TEST(Notes, AVariableThatLooksLikeAFunctionIsSaid) {
  EXPECT_THAT(notes("sinx", Estimator::midpoint, 100),
              Contains("the formula integrates over 'sinx'; where the function is meant, write sin(x)"));
  EXPECT_THAT(notes("2*log10t", Estimator::midpoint, 100), Contains(HasSubstr("write log10(t)")));
  for (const char* formula : {"x", "sin(x)", "exp2", "since", "xy", "5"})
    EXPECT_THAT(notes(formula, Estimator::midpoint, 100), Not(Contains(HasSubstr("is meant")))) << formula;
}

// The standard error of x/100 from a million points is 6e-12, doubles near 12345678.9 lie 1.9e-9 apart.
TEST(Notes, AnIntervalNarrowerThanRoundingIsSaid) {
  EXPECT_THAT(notes("12345678.9 + x/100", Estimator::stratified, 1'000'000),
              Contains(HasSubstr("narrower than the rounding")));
  EXPECT_THAT(notes("12345678.9 + x/100", Estimator::stratified, 100),
              Not(Contains(HasSubstr("narrower than the rounding"))));
  EXPECT_THAT(notes("x/100", Estimator::stratified, 1'000'000),
              Not(Contains(HasSubstr("narrower than the rounding"))));
}

// n (estimate - integral) is -2 f(a) (b - a) to the first order, for x^2 on [0, 1] next to nothing; 0.2 is
// for the second order.
TEST(Notes, TheBiasOfSpacingsIsAsStated) {
  const auto bias = [](const char* formula) {
    Problem problem = problem_of(formula, Estimator::spacings, {1000});
    problem.repeats = 4000;
    const Row row = result_alone(problem).rows[0];
    return std::pair(1000 * *row.bias, 1000 * *row.standard_error);
  };
  for (const auto& [formula, expected] :
       {std::pair("exp(x)", -2.0), std::pair("x^2", 0.0), std::pair("3-x", -6.0)}) {
    const auto [found, error] = bias(formula);
    EXPECT_NEAR(found, expected, 5 * error + 0.2) << formula;
  }
}

TEST(Notes, SmoothFunctionsRaiseNoSuspicion) {
  for (const char* formula :
       {"x", "exp(x)", "1/(1+x^2)", "sin(20*x)", "x^8", "sqrt(1+x)", "exp(10*x)", "sqrt(x)"}) {
    for (const std::uint64_t n : {30u, 1000u, 20'000u})
      EXPECT_THAT(notes(formula, Estimator::stratified, n), testing::IsEmpty()) << formula << ' ' << n;
  }
}

// Few of the strata carry the variance of each, and thousands do.
TEST(Notes, DegreesOfFreedomCountAndNotTheirPartOfTheStrata) {
  for (const auto& [formula, from, to] :
       {std::tuple("exp(-x)", 0.0, 20.0), std::tuple("x^9", 0.0, 1.0), std::tuple("1/x", 0.01, 1.0),
        std::tuple("exp(-x^2)", -20.0, 20.0)}) {
    Problem problem = problem_of(formula, Estimator::stratified, {100'000});
    problem.from = from;
    problem.to = to;
    EXPECT_THAT(codes(problem), testing::IsEmpty()) << formula;
  }
  EXPECT_THAT(codes("log(x)", Estimator::stratified, 100'000), Contains("few-strata"));
  EXPECT_THAT(codes("x^-0.5", Estimator::stratified, 100'000), Contains("few-strata"));
}

TEST(Notes, AJumpIsFoundBetweenTheStrataThatItParts) {
  EXPECT_THAT(notes("if(x < 0.30001, 0, 1)", Estimator::stratified, 40000), Contains(HasSubstr("near 0.3")));
  EXPECT_THAT(notes("sin(x) + (x > 0.7001)", Estimator::stratified, 4000), Contains(HasSubstr("near 0.7")));
  // Across the border of two blocks, of 2048 strata each.
  EXPECT_THAT(notes("sin(x) + (x > 0.50001)", Estimator::stratified, 8192), Contains(HasSubstr("near 0.5")));
  // On a border it is no fault.
  EXPECT_THAT(codes("sin(x) + (x > 0.5)", Estimator::stratified, 8192), testing::IsEmpty());
}

/// Doubts on the row of one size, for 60 seeds.
void expect_doubt_for_every_seed(Problem problem) {
  const Knowledge known = knowledge_of(problem, integrand_of(problem.formula));
  for (problem.seed = 1; problem.seed <= 60; ++problem.seed) {
    Kernel kernel = kernel_of(problem);
    const auto summary = all_alone(kernel).front();
    const auto doubts =
        doubts_of(problem, known, row_of(problem, problem.sizes[0], known.reference, summary), summary);
    ASSERT_FALSE(doubts.empty()) << problem.formula << " seed " << problem.seed;
    EXPECT_EQ(doubts.front().kind, text::Note::Kind::doubt);
    EXPECT_EQ(doubts.front().where, "samples " + std::to_string(problem.sizes[0]));
  }
}

TEST(Notes, JumpsAndPeaksAreDoubtedForEverySeed) {
  for (const std::uint64_t n : {30u, 58u}) {
    expect_doubt_for_every_seed(problem_of("0.31 < x < 0.315", Estimator::stratified, {n}));
    expect_doubt_for_every_seed(problem_of("sin(x) + (x < 0.303)", Estimator::stratified, {n}));
  }
  expect_doubt_for_every_seed(problem_of("sin(x) + (x < 0.303)", Estimator::stratified, {100}));
  expect_doubt_for_every_seed(problem_of("if(0.3123 < x < 0.6345, 1, 0)", Estimator::stratified, {1000}));
  expect_doubt_for_every_seed(problem_of("x < 0.03", Estimator::mean, {30}));
  expect_doubt_for_every_seed(problem_of("x^-0.5", Estimator::mean, {1000}));
  expect_doubt_for_every_seed(problem_of("x^-0.9", Estimator::mean, {1000}));
  expect_doubt_for_every_seed(problem_of("exp(-1e6*(x - 0.3)^2)", Estimator::mean, {100}));
}

TEST(Notes, RepeatsDoNotSilenceThem) {
  Problem stuck = problem_of("x < 0.30001", Estimator::stratified, {1000});
  stuck.repeats = 20;
  expect_doubt_for_every_seed(stuck);
  Problem heavy = problem_of("x^-0.7", Estimator::mean, {1000});
  heavy.repeats = 10;
  expect_doubt_for_every_seed(heavy);
  Problem pole = problem_of("x^-0.7", Estimator::stratified, {1000});
  pole.repeats = 5;
  expect_doubt_for_every_seed(pole);
}

TEST(Notes, RepeatsThatSpreadAreEnough) {
  Problem problem = problem_of("if(x < 0.3123, 1, 0)", Estimator::stratified, {11, 1001});
  problem.repeats = 200;
  EXPECT_THAT(texts(result_alone(problem).notes), testing::IsEmpty());
}

// None of them is in doubt of an integral that exists, nor is one that there is no reference for called
// missing.
TEST(Notes, AVarianceIsFoundWhateverTheUnit) {
  EXPECT_THAT(codes("if(0.001 < x < 0.002, 1, 1e-200)", Estimator::mean, 5000),
              testing::ElementsAre("skewed"));
}

// One of 30 values lies on a peak whose kurtosis is 2100: the sample spreads nine times as far as it should.
TEST(Notes, SymmetricHeavyTailsHold) {
  for (const char* formula : {"(1-x)^-0.45 - x^-0.45", "(1-x)^-0.25 - x^-0.25"})
    for (const std::uint64_t n : {30u, 100u, 1000u})
      EXPECT_THAT(codes(formula, Estimator::mean, n), testing::IsEmpty());
}

TEST(Notes, OneValueThatCarriesTheVarianceIsFoundBeyondTrials) {
  EXPECT_THAT(notes("x^-0.9", Estimator::mean, 20'000), Contains(HasSubstr("does not hold")));
  EXPECT_THAT(notes("exp(-1e12*(x - 0.3)^2)", Estimator::mean, 20'000), Not(testing::IsEmpty()));
  for (const char* formula : {"x", "exp(x)", "1/(1+x^2)", "sin(20*x)", "x^8", "-log(x)"})
    EXPECT_THAT(notes(formula, Estimator::mean, 20'000), testing::IsEmpty()) << formula;
}

TEST(Notes, EqualValuesKnowNothingOfOthers) {
  for (const auto estimator : {Estimator::mean, Estimator::stratified}) {
    EXPECT_THAT(codes("if(x < 1e-9, 1/x, 0)", estimator, 1000), Contains("all-equal"));
    EXPECT_THAT(codes("floor(x) + 2", estimator, 1000), Contains("all-equal"));
    Problem told = problem_of("(x <= 0.0001) + 1e-6", estimator, {100});
    told.exact = 1e-6;  // a reference that agrees
    EXPECT_THAT(codes(told), Contains("all-equal"));
    for (const char* constant : {"0.1", "x - x", "0*x", "3 + 0*x", "pi", "x*0 + sqrt(2)"})
      EXPECT_THAT(codes(constant, estimator, 1000), testing::IsEmpty()) << constant;
  }
}

TEST(Notes, AWidthOfNothingThatIsRightIsNoDoubt) {
  const Result result = result_alone(problem_of("floor(10*x)", Estimator::stratified, {1000}));
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes[0].code, "all-equal");
  EXPECT_EQ(result.notes[0].kind, text::Note::Kind::information);
  EXPECT_THAT(result.notes[0].text, HasSubstr("strata with equal values in each"));
}

TEST(Notes, JumpsBetweenStrataAreNoDoubtBeyondTrialsEither) {
  const Result result = result_alone(problem_of("floor(50*x)", Estimator::stratified, {10'000}));
  EXPECT_NEAR(*result.rows[0].error, 0, 1e-12);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes[0].code, "all-equal");
  EXPECT_EQ(result.notes[0].kind, text::Note::Kind::information);
  // One jump, and none of it seen.
  EXPECT_THAT(codes("x < 0.30001", Estimator::stratified, 10'000), Contains("jump"));
}

// Of ten jumps some lie between the two points of a stratum, and Student's t does the rest. A wrong interval
// has a probability near 0.05: of 200 at most 20 miss, but for a probability of 1e-3.
TEST(Notes, OfManyJumpsSomeAreSeen) {
  Problem problem = problem_of("sign(sin(30*x + 0.1))", Estimator::stratified, {5000});
  const Knowledge known = knowledge_of(problem, integrand_of(problem.formula));
  int held = 0, spoken = 0;
  for (problem.seed = 1; problem.seed <= 200; ++problem.seed) {
    Kernel kernel = kernel_of(problem);
    const auto summary = all_alone(kernel).front();
    const Row row = row_of(problem, problem.sizes[0], known.reference, summary);
    held += std::fabs(*row.error) <= *row.high - *row.estimate ? 1 : 0;
    spoken += doubts_of(problem, known, row, summary).empty() ? 0 : 1;
  }
  EXPECT_GE(held, 180);
  EXPECT_LE(spoken, 20);
}

TEST(Notes, FewPointsAreNoFault) {
  for (const std::uint64_t n : {6u, 8u, 12u, 20u})
    EXPECT_THAT(codes("exp(x)", Estimator::stratified, n), testing::IsEmpty());
  for (const std::uint64_t n : {10u, 29u}) EXPECT_THAT(codes("x", Estimator::mean, n), testing::IsEmpty());
  EXPECT_THAT(codes("x^40", Estimator::mean, 10), Contains("low-coverage"));
}

TEST(Notes, OneNoteOfEachCodeNamesTheLargestSize) {
  const Result result = result_alone(problem_of("x^-0.9", Estimator::mean, {100, 300, 1000}));
  const auto note = std::ranges::find(result.notes, "low-coverage", &text::Note::code);
  ASSERT_NE(note, result.notes.end());
  EXPECT_EQ(note->where, "samples 1000");
  EXPECT_THAT(note->text, testing::EndsWith("(and so with 2 other sizes)"));
  for (const Row& row : result.rows) EXPECT_THAT(row.notes, Contains("low-coverage"));
}

TEST(Notes, ScaledFunctionsAreJudgedAlike) {
  for (const char* formula : {"1e100/(1+x^2)", "1e-100/(1+x^2)", "1e-165*x", "1e160*x"}) {
    EXPECT_THAT(notes(formula, Estimator::stratified, 1000), testing::IsEmpty()) << formula;
    EXPECT_THAT(notes(formula, Estimator::mean, 1000), testing::IsEmpty()) << formula;
  }
}

TEST(Notes, InfinitiesAreNoted) {
  EXPECT_THAT(notes("exp(1000*x)", Estimator::mean, 1000), Contains(HasSubstr("not finite")));
  EXPECT_THAT(notes("log(x)", Estimator::trapezoid, 1000), Contains(HasSubstr("not finite")));
  Problem problem = problem_of("1e200 + 0*x", Estimator::mean, {1000});
  problem.to = 1e170;
  EXPECT_THAT(texts(result_alone(problem).notes),
              Contains(HasSubstr("the integral is beyond the range of a double")));
}

TEST(Notes, AFormulaThatIsConstantIsReadAsSuch) {
  for (const char* formula : {"3", "x - x", "0*x", "pi*(2*x - x - x)", "sqrt(2) + 0*y"})
    EXPECT_TRUE(is_constant(formula)) << formula;
  for (const char* formula : {"x", "floor(x)", "x*x", "1e-300*x"})
    EXPECT_FALSE(is_constant(formula)) << formula;
}

TEST(Notes, WhatIsNotANumberIsCountedWithTheCommandThatRepeatsIt) {
  const auto said = notes("sqrt(x - 0.5)", Estimator::mean, 1000);
  EXPECT_THAT(said, Contains(HasSubstr("seed = 1 sizes = 1000 item = 0")));
  EXPECT_THAT(said, Contains(HasSubstr("not a number at ")));
}

}  // namespace
}  // namespace quadrille::integrate
