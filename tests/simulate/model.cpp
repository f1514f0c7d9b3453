#include "quadrille/simulate/model.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/refused.hpp"

namespace quadrille::simulate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseModel, ReadsTheLecture) {
  const auto model = parse_model(lecture_model(), std::string(lecture_source));
  EXPECT_THAT(model.names(), ElementsAre("alpha", "x1", "x2", "x3", "eps", "y"));
  EXPECT_EQ(model.variables[3].distribution, find_distribution("normal"));
  EXPECT_EQ(model.variables[3].terms[0].constant, 8.0);
  EXPECT_EQ(model.variables[3].terms[1].constant, 8.0);
  EXPECT_EQ(model.variables[5].distribution, nullptr);
  EXPECT_THAT(model.variables[5].terms[0].inputs, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(*model.text, lecture_model());
}

TEST(ParseModel, ToleratesWhatEditorsLeave) {
  const auto model = parse_model(
      "\xEF\xBB\xBF# Zufall: \xC3\xBC\r\n\r\n\t a~normal( 0 ,1 ) # b ~ nonsense(\r\n  b=a\r\n   \n# end",
      "m");
  EXPECT_THAT(model.names(), ElementsAre("a", "b"));
}

TEST(ParseModel, EndsLinesInCarriageReturnsAlone) {
  const auto model = parse_model("# old\ra ~ normal(0, 1)\r\r\nb = a # c = 1\rc = 2\r", "m");
  EXPECT_THAT(model.names(), ElementsAre("a", "b", "c"));
  EXPECT_THAT(refused([] { parse_model("a = 1\rb = nosuch\r", "m"); }), testing::StartsWith("m:2:5: "));
}

TEST(CanonicalModel, IsWhatWasParsed) {
  EXPECT_EQ(canonical(parse_model("a ~ normal( 0 ,1 )\nb = if(a < 1 and not 0 , 2 , 1e5)*a", "m")),
            "a~normal(0,1)\nb=if(a<1 and not 0,2,1e5)*a");
  const std::string text = "a ~ normal(0, 1)\nb = a^2 - 1";
  EXPECT_EQ(canonical(parse_model("# gr\xf6\xdf\x65r\r\n\n  a~normal(0,1)  # x\r\n\tb = a ^ 2-1", "m")),
            canonical(parse_model(text, "n")));
  for (const char* other : {"a ~ normal(0, 2)\nb = a^2 - 1", "a ~ normal(0, 1)\nc = a^2 - 1",
                            "a ~ normal(0, 1)\nb = a^2 - 1\nd = 1", "a ~ uniform(0, 1)\nb = a^2 - 1"})
    EXPECT_NE(canonical(parse_model(other, "m")), canonical(parse_model(text, "m"))) << other;
}

TEST(ParseModel, CutsArgumentsAtTheirOwnCommasOnly) {
  const auto model = parse_model("a ~ uniform(min(1, 2), max(3, (4)))", "m");
  EXPECT_EQ(model.variables[0].terms[0].constant, 1.0);
  EXPECT_EQ(model.variables[0].terms[1].constant, 4.0);
}

TEST(ParseModel, KnowsWhatDoesNotVary) {
  const auto model = parse_model("s = 2\nt = s^2\nx ~ normal(0, t)\nz = x + t", "m");
  EXPECT_EQ(model.variables[1].terms[0].constant, 4.0);
  EXPECT_EQ(model.variables[2].terms[1].constant, 4.0);
  EXPECT_FALSE(model.variables[3].terms[0].constant);
}

TEST(ParseModel, LetsVariablesHideConstantsAndShareNamesOfFunctions) {
  const auto model =
      parse_model("e = 5\nf = e + 1\ngamma = 2\nnormal = gamma + gamma(4)\nn ~ normal(normal, 1)", "m");
  EXPECT_EQ(model.variables[1].terms[0].constant, 6.0);
  EXPECT_EQ(model.variables[3].terms[0].constant, 8.0);
  EXPECT_EQ(model.variables[4].terms[0].constant, 8.0);
}

TEST(ParseModel, TellsAFunctionFromALaterVariable) {
  EXPECT_EQ(parse_model("a = gamma(4)\ngamma = 2", "m").variables[0].terms[0].constant, 6.0);
}

TEST(ParseModel, TakesDegenerateParameters) {
  EXPECT_EQ(refused([] { parse_model("a ~ normal(0, 0)\nb ~ uniform(1, 1)\nc ~ exponential(0)", "m"); }),
            "accepted");
}

TEST(ParseModel, LimitsTheNumberOfVariables) {
  std::string text;
  for (std::size_t i = 0; i < most_variables; ++i) text += "x" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(parse_model(text, "m").variables.size(), most_variables);
  EXPECT_EQ(refused([&] { parse_model(text + "y = 1\n", "m"); }),
            "m:1001:1: a model has at most 1000 variables\n"
            "  y = 1\n"
            "  ^");
}

/// A file in the tests' temporary folder that goes with the test.
struct TemporaryFile {
  TemporaryFile(const std::string& name, const std::string& text) : path(testing::TempDir() + name) {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::string path;
};

TEST(ReadModel, GivesTheBytesOfTheFile) {
  const TemporaryFile file("quadrille_model.txt", "a ~ normal(0, 1)\r\n");
  EXPECT_EQ(read_model(file.path), "a ~ normal(0, 1)\r\n");
}

TEST(ReadModel, ReadsAsMuchAsAModelMayHave) {
  const TemporaryFile longest("quadrille_longest.txt", std::string(longest_model, '#'));
  EXPECT_EQ(read_model(longest.path).size(), longest_model);
  const TemporaryFile longer("quadrille_longer.txt", std::string(longest_model + 1, '#'));
  EXPECT_THAT(refused([&] { read_model(longer.path); }), HasSubstr("is longer than 1048576 bytes"));
}

TEST(ReadModel, SaysWhyItCannot) {
  EXPECT_EQ(refused([] { read_model("no/such/model.txt"); }),
            "cannot read the model 'no/such/model.txt': there is no such file");
  EXPECT_EQ(refused([] { read_model("/"); }),
            "cannot read the model '/': it is a directory; name a model file in it");
  EXPECT_EQ(refused([] { read_model(""); }), "cannot read the model '': there is no such file");
  const TemporaryFile file("quadrille_file.txt", "");
  EXPECT_THAT(refused([&] { read_model(file.path + "/x"); }), HasSubstr("': Not a directory"));
}

}  // namespace
}  // namespace quadrille::simulate
