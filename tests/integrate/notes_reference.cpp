// What notes say where an estimate and its reference meet.
#include <cmath>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/integrate/notes.hpp"
#include "text/texts.hpp"

namespace quadrille::integrate {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using text::texts;

TEST(Notes, NothingIsSaidOfIntegralsThatQuadratureDoesNotFind) {
  for (const auto& [formula, from, to] :
       {std::tuple("sin(x)/x", -0.5, 63.5), std::tuple("1/sqrt(abs(x - 0.5078125))", 0.0, 1.0),
        std::tuple("x^-0.8", 0.0, 1.0), std::tuple("0*x", 0.0, 1.0), std::tuple("x", 0.0, 1e-200)}) {
    for (const auto estimator : {Estimator::mean, Estimator::stratified, Estimator::spacings}) {
      Problem problem = problem_of(formula, estimator, {1000});
      problem.from = from;
      problem.to = to;
      for (const text::Note& note : result_alone(problem).notes) {
        EXPECT_THAT(note.text, Not(HasSubstr("not exist"))) << formula;
        if (note.code == "no-reference") {
          EXPECT_EQ(note.kind, text::Note::Kind::information);
        }
      }
    }
  }
  Problem sinc = problem_of("sin(x)/x", Estimator::stratified, {1000});
  sinc.from = -0.5;
  sinc.to = 63.5;
  EXPECT_THAT(codes(sinc), testing::IsEmpty());
  const Row row = result_alone(sinc).rows[0];
  EXPECT_NEAR(*row.estimate, 2.05139469247617, 6 * *row.standard_error);
}

TEST(Notes, WhereThereIsNoIntegralNoIntervalHolds) {
  for (const std::uint64_t n : {100u, 1000u, 100'000u}) {
    EXPECT_THAT(notes("1/x", Estimator::mean, n), Contains(HasSubstr("does not hold"))) << n;
    EXPECT_THAT(notes("1/x", Estimator::stratified, n), Contains(HasSubstr("does not hold"))) << n;
  }
  EXPECT_THAT(notes("1/x", Estimator::spacings, 1000), Contains(HasSubstr("quadrature found no value")));
  Problem unknown = problem_of("1/x", Estimator::mean, {0});
  EXPECT_THAT(texts(result_alone(unknown).notes), testing::IsEmpty());
}

TEST(Notes, ZerosAloneAreNotCalledAMissingValue) {
  EXPECT_THAT(notes("0*sin(x)", Estimator::midpoint, 100), Contains(HasSubstr("nothing but 0 at")));
  EXPECT_THAT(notes("0*x", Estimator::mean, 100), testing::IsEmpty());
}

// The reference is right, and 4 million points miss a peak that is 1e-10 of the interval.
TEST(Notes, OfTwoThatDifferEitherMayBeWrong) {
  const auto blames_reference = Contains(HasSubstr("reference, which has missed"));
  for (const auto estimator : {Estimator::mean, Estimator::stratified}) {
    Problem problem = problem_of("1/(1+x^2)", estimator, {1000});
    problem.from = -1e10;
    problem.to = 1e10;
    const Result found = result_alone(problem);
    EXPECT_NEAR(found.reference->value, std::acos(-1.0), 1e-9);
    EXPECT_THAT(texts(found.notes), Contains(HasSubstr("one of the two has missed something")));
    // Without an integral to be held, trials say what they held.
    EXPECT_THAT(texts(found.notes), Contains(HasSubstr("hold the mean of all their estimates")));
    problem.exact = std::acos(-1.0);
    EXPECT_THAT(texts(result_alone(problem).notes),
                Contains(HasSubstr("it is not this integral's, or random")));
  }
}

TEST(Notes, AnOutlierOfAKnownPeakIsNothingThatWasMissed) {
  Problem problem = problem_of("x*exp(-7e7*x^2)", Estimator::mean, {30});
  problem.from = -0.29;
  problem.to = 0.31;
  problem.seed = 1;
  EXPECT_THAT(codes(problem), testing::ElementsAre("low-coverage"));
}

// The spread of two or three estimates is often twice what it should be. 5 of 200 speak with a probability of
// 1e-6 where one in a thousand may.
TEST(Notes, FewRepeatsThatSpreadAreNothingThatWasMissed) {
  for (const std::uint64_t repeats : {2u, 3u, 5u}) {
    Problem problem = problem_of("x < 0.30001", Estimator::mean, {200});
    problem.repeats = repeats;
    const Integrand f = integrand_of(problem.formula);
    const Knowledge known = knowledge_of(problem, f);
    int far = 0, spoken = 0;
    for (problem.seed = 1; problem.seed <= 200; ++problem.seed) {
      Kernel kernel = kernel_of(problem);
      const auto summary = all_alone(kernel).front();
      const Row row = row_of(problem, 200, known.reference, summary);
      far +=
          *row.standard_error > 2 * std::sqrt(0.30001 * 0.69999 / 200 / static_cast<double>(repeats)) ? 1 : 0;
      for (const auto& note : doubts_of(problem, known, row, summary))
        spoken += note.text.find("these values spread") != std::string::npos ? 1 : 0;
    }
    EXPECT_TRUE(far > 0 || repeats > 2);
    EXPECT_LT(spoken, 5);
  }
}

// Two estimates of 2000 points are equal, but for rounding, with a probability of 0.014.
TEST(Notes, NoWidthIsSaidAndNotJudgedByStudent) {
  Problem problem = problem_of("x < 0.30001", Estimator::mean, {2000});
  problem.repeats = 2;
  problem.seed = 1022;
  const Result found = result_alone(problem);
  EXPECT_LT(*found.rows[0].standard_error, 1e-15);
  EXPECT_GT(std::fabs(*found.rows[0].error), 0.001);
  EXPECT_THAT(texts(found.notes),
              Contains(HasSubstr("differ, though it has no width: what was met is equal by")));
}

TEST(Notes, AReferenceThatCannotBeRightIsNoted) {
  for (const std::uint64_t n : {5u, 1000u, 20'000u}) {
    Problem problem = problem_of("x", Estimator::mean, {n});
    problem.exact = 0.6;
    EXPECT_THAT(codes(problem), Contains("reference-differs")) << n;
    problem.estimator = Estimator::stratified;
    EXPECT_THAT(codes(problem), Contains("reference-differs")) << n;
  }
}

// By Student's t with one degree of freedom and with many; and with no width at all.
TEST(Notes, EstimateAndReferenceAreComparedAtAnyNumberOfDegrees) {
  const Problem problem = problem_of("x", Estimator::mean, {2000});
  const auto doubts = [&](double error, double standard_error, double freedom) {
    Row row;
    row.samples = 2000;
    row.estimate = 1 + error;
    row.standard_error = standard_error;
    row.freedom = freedom;
    row.low = row.high = row.estimate;
    row.error = error;
    const Knowledge known{
        Reference{1, "--exact"}, Law{.magnitude = 1}, {{.samples = 2000, .tried = {.coverage = 0.95}}}};
    std::vector<std::string> found;
    for (const text::Note& note : doubts_of(problem, known, row, {})) found.push_back(note.code);
    return found;
  };
  EXPECT_THAT(doubts(4.3e-3, 1e-3, 1e6), testing::IsEmpty());  // 4.42 comes once in 100,000 times
  EXPECT_THAT(doubts(4.6e-3, 1e-3, 1e6), Contains("reference-differs"));
  EXPECT_THAT(doubts(60e-6, 1e-9, 1), testing::IsEmpty());  // 63,662 for one degree
  EXPECT_THAT(doubts(70e-6, 1e-9, 1), Contains("reference-differs"));
  EXPECT_THAT(doubts(1e-9, 0, 1), Contains("reference-differs"));
  EXPECT_THAT(doubts(1e-13, 0, 1), Not(Contains("reference-differs")));
}

}  // namespace
}  // namespace quadrille::integrate
