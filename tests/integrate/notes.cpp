#include "integrate/notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alone.hpp"
#include "text/texts.hpp"

namespace quadrille::integrate {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using text::texts;

std::vector<std::string> notes(const char* formula, Estimator estimator, std::uint64_t n) {
  return texts(result_alone(problem_of(formula, estimator, {n})).notes);
}

TEST(Notes, BiasedEstimatorsSayThatTheyAre) {
  EXPECT_THAT(notes("x", Estimator::spacings, 100), Contains(HasSubstr("biased")));
  EXPECT_THAT(notes("x", Estimator::trapezoid, 100), Contains(HasSubstr("biased")));
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

TEST(Notes, FewPointsClaimTooMuch) {
  EXPECT_THAT(notes("x", Estimator::mean, 29), Contains(HasSubstr("cover less")));
  EXPECT_THAT(notes("x", Estimator::mean, 30), testing::IsEmpty());
}

TEST(Notes, SmoothFunctionsRaiseNoSuspicion) {
  for (const char* formula : {"x", "exp(x)", "1/(1+x^2)", "sin(20*x)", "x^8", "sqrt(1+x)"}) {
    EXPECT_THAT(notes(formula, Estimator::stratified, 4000), testing::IsEmpty()) << formula;
  }
}

TEST(Notes, AJumpIsFoundBetweenTheStrataThatItParts) {
  EXPECT_THAT(notes("if(x < 0.3, 0, 1)", Estimator::stratified, 4000), Contains(HasSubstr("near 0.3")));
  EXPECT_THAT(notes("sin(x) + (x > 0.7)", Estimator::stratified, 4000), Contains(HasSubstr("near 0.7")));
}

TEST(Notes, TwoJumpsAreFoundForEverySeed) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Problem problem = problem_of("if(0.3123 < x < 0.6345, 1, 0)", Estimator::stratified, {1000});
    problem.seed = seed;
    EXPECT_THAT(texts(result_alone(problem).notes), Contains(HasSubstr("does not hold"))) << seed;
  }
}

TEST(Notes, AnIntegralThatDoesNotExistIsSuspected) {
  EXPECT_THAT(notes("1/x", Estimator::mean, 1000), Contains(HasSubstr("no interval holds")));
  EXPECT_THAT(notes("1/x", Estimator::spacings, 1000), Contains(HasSubstr("may not exist; where")));
  Problem unknown = problem_of("1/x", Estimator::mean, {0});
  EXPECT_THAT(texts(result_alone(unknown).notes), testing::IsEmpty());
}

// Of 100,000 such samples NumPy found 99.8 % that say so; these are seeds that do.
TEST(Notes, AValueThatCarriesTheVarianceIsFound) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Problem problem = problem_of("x^-0.9", Estimator::mean, {30, 1000});
    problem.seed = seed;
    EXPECT_THAT(texts(result_alone(problem).notes),
                Contains(HasSubstr("with 1000 samples the interval does not hold")))
        << seed;
  }
  EXPECT_THAT(notes("exp(-1e6*(x - 0.3)^2)", Estimator::mean, 1000), Contains(HasSubstr("of the variance")));
  for (const char* formula : {"x", "exp(x)", "1/(1+x^2)", "sin(20*x)", "x^8", "-log(x)"}) {
    EXPECT_THAT(notes(formula, Estimator::mean, 4000), testing::IsEmpty()) << formula;
  }
}

TEST(Notes, EqualValuesKnowNothingOfOthers) {
  for (const auto estimator : {Estimator::mean, Estimator::stratified}) {
    EXPECT_THAT(notes("if(x < 1e-9, 1/x, 0)", estimator, 1000), Contains(HasSubstr("all values are equal")));
    EXPECT_THAT(notes("0.1", estimator, 1000), testing::IsEmpty());  // its quadrature is off by rounding
  }
}

TEST(Notes, ScaledFunctionsAreJudgedAlike) {
  for (const char* formula : {"1e100/(1+x^2)", "1e-100/(1+x^2)", "1e-165*x", "1e160*x"}) {
    EXPECT_THAT(notes(formula, Estimator::stratified, 1000), testing::IsEmpty()) << formula;
  }
}

TEST(Notes, RepeatsRestOnTheirSpread) {
  Problem problem = problem_of("if(x < 0.3123, 1, 0)", Estimator::stratified, {10, 1000});
  problem.repeats = 200;
  EXPECT_THAT(texts(result_alone(problem).notes), testing::IsEmpty());
}

TEST(Notes, InfinitiesAreNoted) {
  EXPECT_THAT(notes("exp(1000*x)", Estimator::mean, 1000), Contains(HasSubstr("not finite")));
  EXPECT_THAT(notes("log(x)", Estimator::trapezoid, 1000), Contains(HasSubstr("not finite")));
  Problem problem = problem_of("1e200 + 0*x", Estimator::mean, {1000});
  problem.to = 1e170;
  EXPECT_THAT(texts(result_alone(problem).notes),
              Contains(HasSubstr("the integral is beyond the range of a double")));
}

TEST(Notes, AReferenceThatCannotBeRightIsNoted) {
  Problem problem = problem_of("x", Estimator::mean, {1000});
  problem.exact = 0.6;
  EXPECT_THAT(texts(result_alone(problem).notes), Contains(HasSubstr("6 standard errors apart")));
}

TEST(Notes, APoleIsFound) {
  EXPECT_THAT(notes("log(x)", Estimator::stratified, 4000), Contains(HasSubstr("few strata")));
}

TEST(Notes, WhatIsNotANumberIsCountedWithTheCommandThatRepeatsIt) {
  const auto said = notes("sqrt(x - 0.5)", Estimator::mean, 1000);
  EXPECT_THAT(said, Contains(HasSubstr("--seed 1 --sizes 1000 --item 0")));
  EXPECT_THAT(said, Contains(HasSubstr("not a number at ")));
}

}  // namespace
}  // namespace quadrille::integrate
