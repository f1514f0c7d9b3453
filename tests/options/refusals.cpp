// What command lines are refused for, in which words.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "options/program.hpp"
#include "text/refused.hpp"

namespace quadrille::options {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string refused_line(const std::vector<std::string>& arguments) {
  return refused([&] { parse(arguments); });
}

TEST(Refusal, NeverGuessesFromAbbreviations) {
  EXPECT_EQ(refused_line({"--estim", "mean"}), "--estim: no such option; did you mean --estimator?");
  EXPECT_EQ(refused_line({"--sed=1"}), "--sed: no such option; did you mean --seed?");
  EXPECT_EQ(refused_line({"--SEED=1"}), "--SEED: no such option; did you mean --seed?");
  EXPECT_EQ(refused_line({"--sede="}), "--sede: no such option; did you mean --seed?");
  EXPECT_EQ(refused_line({"--wurzel"}), "--wurzel: no such option; see --help");
}

TEST(Refusal, OfNamesThatOtherProgramsHave) {
  EXPECT_EQ(refused_line({"--draws", "5"}), "--draws: no such option; write --samples N");
  EXPECT_EQ(refused_line({"--lower=0"}), "--lower: no such option; write --from X");
  EXPECT_EQ(refused_line({"--method", "mean"}), "--method: no such option; write --estimator NAME");
  EXPECT_EQ(refused_line({"--json"}), "--json: no such option; write --format json");
  EXPECT_EQ(refused_line({"--silent"}), "--silent: no such option; write --quiet");
  EXPECT_EQ(refused_line({"--columns", "y"}), "--columns: no such option; it is one of simulate; see --help");
  for (const char* name : {"--np", "--threads", "--processes"})
    EXPECT_EQ(refused_line({name, "4"}),
              std::string(name) +
                  ": no such option; processes are started by mpirun; write mpirun -np N before the program");
  EXPECT_EQ(refused_line({"--see\u00a0d"}),
            "--see\u00a0d: no such option; in it this is U+00A0, a no-break space; write a space");
}

TEST(Refusal, OfWordsThatAreNoFormula) {
  EXPECT_EQ(refused_line({"help"}), "'help': options begin with two dashes; write --help");
  EXPECT_EQ(refused_line({"version"}), "'version': options begin with two dashes; write --version");
}

TEST(Refusal, OfAMissingValue) {
  EXPECT_EQ(refused_line({"--seed"}), "--seed: a value is missing; write --seed N");
  EXPECT_EQ(refused_line({"--seed="}), "--seed: a value is missing; write --seed N");
  EXPECT_EQ(refused_line({"--seed", "--quiet"}),
            "--seed: a value is missing before '--quiet'; write --seed N");
  EXPECT_EQ(refused_line({"--output", "--sede", "1"}),
            "--output: a value is missing before '--sede'; write --output FILE");
  EXPECT_EQ(refused_line({"--seed", "--"}), "--seed: a value is missing before '--'; write --seed N");
}

TEST(Refusal, OfAValueForAFlag) {
  EXPECT_EQ(refused_line({"--quiet=yes"}), "--quiet: takes no value; write --quiet");
}

TEST(Refusal, OfRepetition) {
  EXPECT_EQ(refused_line({"--seed", "1", "--seed", "1"}), "--seed: given twice; write it once");
  EXPECT_EQ(refused_line({"--quiet", "--quiet"}), "--quiet: given twice; write it once");
}

TEST(Refusal, OfASecondFormula) {
  EXPECT_EQ(refused_line({"a", "b"}), "one FORMULA is enough: 'a' and 'b' were given; quote it");
  EXPECT_EQ(refused_line({"1", "-", "x"}), "one FORMULA is enough: '1' and '-' were given; quote it");
  EXPECT_EQ(refused_line({"--formula", "a", "b"}), "one FORMULA is enough: 'a' and 'b' were given; quote it");
  EXPECT_EQ(refused_line({"a", "--formula", "b"}), "--formula: given twice; write it once");
}

TEST(Refusal, OfASingleDashBeforeAnOption) {
  EXPECT_EQ(refused_line({"-seed", "1"}), "-seed: options begin with two dashes; write --seed N");
  EXPECT_EQ(refused_line({"-quiet"}), "-quiet: options begin with two dashes; write --quiet");
}

TEST(Refusal, OfOddTokensIsOneSentence) {
  const std::vector<std::string> odd = {"--=",
                                        "--=5",
                                        "---",
                                        "---=",
                                        "--\xff\n",
                                        "--\x1b[31m",
                                        "--π",
                                        "--seed*=1",
                                        "--*",
                                        "-- ",
                                        "--" + std::string(1000000, 'a'),
                                        "--seed,s=1"};
  for (const auto& token : odd) {
    const auto message = refused_line({token});
    EXPECT_THAT(message, StartsWith("--"));
    EXPECT_THAT(message, HasSubstr(": no such option; "));
    EXPECT_THAT(message, Not(HasSubstr("\n")));
    EXPECT_THAT(message, SizeIs(::testing::Le(120u)));
  }
}

}  // namespace
}  // namespace quadrille::options
