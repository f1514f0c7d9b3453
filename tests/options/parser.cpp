#include "quadrille/options/parser.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "options/program.hpp"

namespace quadrille::options {
namespace {

using ::testing::HasSubstr;

TEST(Parser, GivesDefaultsToAnEmptyLine) {
  const auto values = parse({});
  EXPECT_EQ(values.request, Request::run);
  EXPECT_EQ(values.at("formula").text, "1/(1+x^2)");
  EXPECT_EQ(values.at("from").text, "0");
  EXPECT_EQ(values.at("from").where, "--from");
  EXPECT_EQ(values.find("samples"), nullptr);
  EXPECT_FALSE(values.has("from"));
  EXPECT_FALSE(values.has("verbose"));
}

TEST(Parser, ReadsValuesAndFlags) {
  const auto values = parse({"--from", "1", "--samples=1e6", "sin(x)", "--verbose"});
  EXPECT_EQ(values.at("from").text, "1");
  EXPECT_EQ(values.at("samples").text, "1e6");
  EXPECT_EQ(values.at("samples").where, "--samples");
  EXPECT_EQ(values.at("formula").text, "sin(x)");
  EXPECT_EQ(values.at("formula").where, "FORMULA");
  EXPECT_TRUE(values.has("from"));
  EXPECT_TRUE(values.has("verbose"));
}

TEST(Parser, KnowsItsNames) {
  for (const char* name : {"formula", "from", "verbose", "seed", "config", "help"})
    EXPECT_TRUE(example_parser().knows(name)) << name;
  for (const char* name : {"", "fro", "--from", "integrate"})
    EXPECT_FALSE(example_parser().knows(name)) << name;
}

TEST(Parser, TakesASingleDashForAMinus) {
  EXPECT_EQ(parse({"-x^2"}).at("formula").text, "-x^2");
  EXPECT_EQ(parse({"-1"}).at("formula").text, "-1");
  EXPECT_EQ(parse({"-"}).at("formula").text, "-");
  const auto values = parse({"--from", "-pi/2", "-exp(x)", "--estimator", "-h"});
  EXPECT_EQ(values.at("from").text, "-pi/2");
  EXPECT_EQ(values.at("formula").text, "-exp(x)");
  EXPECT_EQ(values.at("estimator").text, "-h");
}

TEST(Parser, EndsOptionsAtTwoDashes) {
  EXPECT_EQ(parse({"--from", "1", "--", "--x"}).at("formula").text, "--x");
  EXPECT_EQ(parse({"--", "-h"}).at("formula").text, "-h");
  EXPECT_FALSE(parse({"--"}).has("formula"));
}

TEST(Parser, KeepsValuesAsTheyAre) {
  EXPECT_EQ(parse({"--from=--x"}).at("from").text, "--x");
  EXPECT_EQ(parse({"--from=a=b"}).at("from").text, "a=b");
  EXPECT_EQ(parse({""}).at("formula").text, "");
  EXPECT_EQ(parse({"--from", ""}).at("from").text, "");
  EXPECT_EQ(parse({"--from", " \xff\n π "}).at("from").text, " \xff\n π ");
  const std::string very_long(1000000, '+');
  EXPECT_EQ(parse({very_long}).at("formula").text, very_long);
}

TEST(Parser, TakesThePositionalByNameToo) {
  EXPECT_EQ(parse({"--formula", "-x"}).at("formula").text, "-x");
  EXPECT_EQ(parse({"--formula", "-x"}).at("formula").where, "--formula");
}

TEST(Parser, AnswersHelpAndVersionBeforeAllElse) {
  EXPECT_EQ(parse({"--help"}).request, Request::help);
  EXPECT_EQ(parse({"-h"}).request, Request::help);
  EXPECT_EQ(parse({"--version"}).request, Request::version);
  EXPECT_EQ(parse({"--samples", "1", "--samples", "2", "--unknown", "a", "b", "--help"}).request,
            Request::help);
}

TEST(Help, ShowsOptionsWithDefaultsAndExamples) {
  const auto help = example_parser().help();
  EXPECT_THAT(help,
              HasSubstr("Usage: integrate [FORMULA] [OPTIONS]\n\nIntegrates FORMULA over [from, to].\n"));
  EXPECT_THAT(help, HasSubstr("--from X (=0) "));
  EXPECT_THAT(help, HasSubstr("--samples N "));
  EXPECT_THAT(help, HasSubstr("--verbose   "));
  EXPECT_THAT(help, HasSubstr("--formula FORMULA (=1/(1+x^2))"));
  for (const auto* name : {"--seed N", "--config FILE", "--help", "--version", "--schedule KIND (=static)"})
    EXPECT_THAT(help, HasSubstr(name));
  EXPECT_TRUE(help.ends_with("Examples:\n  integrate -x^2 --from -1\n"));
}

TEST(Help, FitsIntoAHundredColumns) {
  std::istringstream lines(example_parser().help());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
}

}  // namespace
}  // namespace quadrille::options
