#include "quadrille/simulate/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/simulate/sampler.hpp"
#include "simulate/problems.hpp"
#include "text/refused.hpp"

namespace quadrille::simulate {
namespace {

using testing::ElementsAre;

TEST(ColumnsOf, KeepsTheOrderAsked) {
  const auto model = parse_model(lecture_model(), "m");
  EXPECT_THAT(columns_of(model, "y,x1", "--columns"), ElementsAre(5, 1));
  EXPECT_THAT(columns_of(model, " eps ", "--columns"), ElementsAre(4));
  EXPECT_THAT(columns_of(model, "", "--columns"), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(ColumnsOf, RefusesUnknownAndRepeatedNames) {
  const auto model = parse_model(lecture_model(), "m");
  const auto refusal = [&](std::string_view list) {
    return refused([&] { columns_of(model, list, "--columns"); });
  };
  EXPECT_EQ(refusal("y,alhpa"), "--columns: the model has no variable 'alhpa'; did you mean 'alpha'?");
  EXPECT_EQ(refusal("y,"), "--columns: the model has no variable ''");
  EXPECT_EQ(refusal("y,x1,y"), "--columns: 'y' is named twice; once is enough");
}

TEST(NeededVariables, AreTheColumnsAndWhatTheyDependOn) {
  const std::string text = "a ~ normal(0, 1)\nb ~ normal(0, 1)\nc ~ normal(a, 1)\nd = 2*c";
  EXPECT_THAT(needed_variables(problem(text, 1, 1, "d")), ElementsAre(0, 2, 3));
  EXPECT_THAT(needed_variables(problem(text, 1, 1, "b")), ElementsAre(1));
}

TEST(Draw, ShowsEveryVariableOfOneDraw) {
  const auto study = problem("a ~ normal(0, 1)\nb ~ exponential(2)\ny = a/b", 1000, 9, "y");
  const auto shown = draw(study, 777);
  ASSERT_EQ(shown.size(), 3U);
  EXPECT_EQ(shown[1].first, "b");
  Columns column(1, 1000);
  Sampler sample(study);
  sample(0, column.spans);
  EXPECT_EQ(shown[2].second, column.values[0][777]);
  EXPECT_EQ(shown[2].second, shown[0].second / shown[1].second);
}

TEST(ReplayCommand, IsReadyForAShell) {
  auto study = problem("a ~ normal(0, 1)", 10, 42);
  EXPECT_EQ(replay_command(study, 7), "simulate m seed = 42 draw = 7");
  study.model.source = "my model's.txt";
  EXPECT_EQ(replay_command(study, 7), R"(simulate 'my model'\''s.txt' seed = 42 draw = 7)");
  study.model.source = lecture_source;
  EXPECT_EQ(replay_command(study, 7), "simulate seed = 42 draw = 7");
}

}  // namespace
}  // namespace quadrille::simulate
