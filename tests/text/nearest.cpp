#include "quadrille/text/nearest.hpp"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

const std::vector<std::string> functions = {"sin", "sinh", "sqrt", "floor", "exp", "expm1", "lgamma", "x1"};

TEST(Likeness, CountsEdits) {
  EXPECT_EQ(likeness("quantile", "quantile"), 0u);
  EXPECT_EQ(likeness("quantil", "quantile"), 1u);    // one missing at the end
  EXPECT_EQ(likeness("quntile", "quantile"), 1u);    // one missing
  EXPECT_EQ(likeness("quaantile", "quantile"), 1u);  // one too many
  EXPECT_EQ(likeness("quontile", "quantile"), 1u);   // one replaced
  EXPECT_EQ(likeness("qauntile", "quantile"), 1u);   // two exchanged
  EXPECT_EQ(likeness("qauntle", "quantile"), 2u);
  EXPECT_EQ(likeness("QUANTILE", "quantile"), 0u);
}

TEST(Likeness, EndsAtAThirdOfTheLongerName) {
  EXPECT_EQ(likeness("abcxyz", "abcdef"), std::nullopt);
  EXPECT_EQ(likeness("abcdxy", "abcdef"), 2u);
  EXPECT_EQ(likeness("y", "x"), std::nullopt);  // nothing in common
  EXPECT_EQ(likeness("", "x"), std::nullopt);
  EXPECT_EQ(likeness("", ""), std::nullopt);
}

TEST(Likeness, TakesABeginningOfThreeForTheName) {
  EXPECT_EQ(likeness("est", "estimator"), 1u);
  EXPECT_EQ(likeness("es", "estimator"), std::nullopt);
}

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("sqtr", functions), "sqrt");
  EXPECT_EQ(nearest("Sin", functions), "sin");
  EXPECT_EQ(nearest("loor", functions), "floor");
  EXPECT_EQ(nearest("x", functions), "x1");
}

TEST(Nearest, PrefersTheFirstOfEquals) {
  EXPECT_EQ(nearest("bat", std::array{"cat", "bad", "rat"}), "cat");
  EXPECT_EQ(nearest("bat", std::array{"cart", "rat", "cat"}), "rat");
}

TEST(Nearest, FindsNothingForStrangers) {
  EXPECT_EQ(nearest("wurzel", functions), std::nullopt);
  EXPECT_EQ(nearest("", functions), std::nullopt);
  EXPECT_EQ(nearest("π", functions), std::nullopt);
  EXPECT_EQ(nearest(std::string(5'000'000, 's'), functions), std::nullopt);
  EXPECT_EQ(nearest("sin", std::vector<std::string>{}), std::nullopt);
}

TEST(Suggestion, EndsAMessage) {
  EXPECT_EQ(suggestion("sine", functions), "; did you mean 'sin'?");
  EXPECT_EQ(suggestion("wurzel", functions), "");
}

}  // namespace
}  // namespace quadrille::text
