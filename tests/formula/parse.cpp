#include <limits>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/value.hpp"
#include "quadrille/formula/expression.hpp"

namespace quadrille::formula {
namespace {

using std::numbers::e;
using std::numbers::pi;
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Case {
  const char* formula;
  double expected;
};

// As Python has them (with ** for ^), but for and, or and comparisons, which are 1 or 0, and for 1/0.
const Case cases[] = {
    {"1", 1},
    {".5", 0.5},
    {"5.", 5},
    {"1e-3", 0.001},
    {"1.5E+2", 150},
    {"0.1", 0.1},
    {"9007199254740993", 9007199254740992},
    {"5e-324", 5e-324},
    {" \t1 +\n 2 ", 3},
    {"1 + 2*3", 7},
    {"(1 + 2)*3", 9},
    {"8 - 3 - 2", 3},
    {"8 - (3 - 2)", 7},
    {"16/4/2", 2},
    {"16/4*2", 8},
    {"1/2*3", 1.5},
    {"-2^2", -4},
    {"(-2)^2", 4},
    {"2^-1", 0.5},
    {"2^-2^2", 0.0625},
    {"2^3^2", 512},
    {"(2^3)^2", 64},
    {"2**3**2", 512},
    {"2*-3", -6},
    {"2--3", 5},
    {"2-+-3", 5},
    {"- - -1", -1},
    {"-3^2/2", -4.5},
    {"2*3^2", 18},
    {"4^.5", 2},
    {"1 < 2", 1},
    {"2 <= 2", 1},
    {"1 > 2", 0},
    {"2 >= 3", 0},
    {"1 == 1.0", 1},
    {"1 != 1", 0},
    {"1 + 1 < 3", 1},
    {"1 < 2 < 3", 1},
    {"3 > 2 > 1", 1},
    {"1 < 3 < 2", 0},
    {"3 < 1 < 2", 0},
    {"(3 < 1) < 2", 1},
    {"3 < (1 < 2)", 0},
    {"1 < 2 > 1", 1},
    {"0 < 5 <= 5 == 5 != 4", 1},
    {"1 == 2 == 0", 0},
    {"(1 == 2) == 0", 1},
    {"0 or 2", 1},
    {"3 and 2", 1},
    {"1 or 0 and 0", 1},
    {"(1 or 0) and 0", 0},
    {"not 0", 1},
    {"not 0.5", 0},
    {"not not 3", 1},
    {"not 1 == 2", 1},
    {"not 0 and 0", 0},
    {"not(0)", 1},
    {"1 and(2)", 1},
    {"1or 0", 1},
    {"if(1 < 2, 10, 20)", 10},
    {"if(0, 10, 20)", 20},
    {"if(0/0, 10, 20)", 10},
    {"if(1, 2, 0/0)", 2},
    {"0/0 < 1", 0},
    {"0/0 == 0/0", 0},
    {"0/0 != 0/0", 1},
    {"not (0/0)", 0},
    {"1/0", inf},
    {"-1/0", -inf},
    {"0/0", nan},
    {"pi", pi},
    {"e", e},
    {"2*pi", 2 * pi},
    {"sin(0)", 0},
    {"exp(0)", 1},
    {"log(1)", 0},
    {"log2(8)", 3},
    {"sqrt(16)", 4},
    {"cbrt(27)", 3},
    {"hypot(3, 4)", 5},
    {"pow(2, 10)", 1024},
    {"atan2(1, 0)", pi / 2},
    {"gamma(5)", 24},
    {"abs(-3)", 3},
    {"sign(-3)", -1},
    {"floor(-1.5)", -2},
    {"ceil(-1.5)", -1},
    {"round(2.5)", 2},
    {"round(3.5)", 4},
    {"min(3, 1)", 1},
    {"min(3, 1, 2)", 1},
    {"max(1, 5, 3, 4)", 5},
    {"max(1, 0/0, 3)", nan},
    {"sin ( 0 )", 0},
    {"max(min(1, 2), min(3, 4))", 3},
};

TEST(Parse, BindsAsPythonDoes) {
  for (const auto& [formula, expected] : cases) {
    EXPECT_TRUE(same(value(formula), expected))
        << formula << " is " << value(formula) << ", not " << expected;
  }
}

TEST(Parse, FindsVariables) {
  EXPECT_EQ(value("x^2 + y", {{"x", 3}, {"y", 1}}), 10);
  EXPECT_EQ(value("-x^2", {{"x", 3}}), -9);
  EXPECT_EQ(value("_a1 + A", {{"_a1", 3}, {"A", 4}}), 7);
  EXPECT_EQ(value("notx + orange", {{"notx", 3}, {"orange", 4}}), 7);
}

TEST(Parse, VariablesShadowConstantsAndFunctions) {
  EXPECT_EQ(value("e + pi", {{"e", 1}}), 1 + pi);
  EXPECT_EQ(value("gamma * gamma(5)", {{"gamma", 2}}), 48);
}

using Names = std::vector<std::string>;

TEST(FreeNames, AreInOrderOfFirstUse) {
  EXPECT_EQ(free_names(parse("y + x*y - sin(z)")), (Names{"y", "x", "z"}));
  EXPECT_EQ(free_names(parse("2*pi + e")), Names{});
  const Names variables{"e", "gamma"};
  EXPECT_EQ(free_names(parse("2*pi + e + gamma(2) + gamma + x"), variables), (Names{"e", "gamma", "x"}));
  EXPECT_EQ(free_names(parse("2*pi + e + gamma(2) + gamma + x")), Names{"x"});
}

TEST(Parse, KeepsTheSource) {
  const auto file = std::make_shared<const std::string>("a = 1\ny = a + 2  # sum\n");
  const auto expression = parse(std::string_view(*file).substr(10, 5), Origin{file, 10, "model.txt"});
  EXPECT_EQ(text(expression), "a + 2");
  EXPECT_EQ(text(parse(" 1/(1+x^2) ")), " 1/(1+x^2) ");
}

}  // namespace
}  // namespace quadrille::formula
