// What a user reads when a formula is wrong.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/evaluator.hpp"
#include "text/refused.hpp"

namespace quadrille::formula {
namespace {

std::string message(std::string_view formula) {
  return refused([&] {
    const std::vector<std::string> inputs{"x", "alpha"};
    compile(parse(formula), inputs);
  });
}

struct Case {
  const char* formula;
  const char* message;
};

const Case cases[] = {
    {"", "FORMULA:1:1: the formula is empty; write one such as 1/(1+x^2)\n  \n  ^"},
    {"1+", "FORMULA:1:3: the formula ends where a number, a name or '(' is expected\n  1+\n    ^"},
    {"1 + * 2", "FORMULA:1:5: expected a number, a name or '('\n  1 + * 2\n      ^"},
    {"()", "FORMULA:1:2: expected a number, a name or '('\n  ()\n   ^"},
    {"(1 + x", "FORMULA:1:7: a '(' is not closed; write ')'\n  (1 + x\n        ^"},
    {"sin(x", "FORMULA:1:6: a '(' is not closed; write ')'\n  sin(x\n       ^"},
    {"1 + x)", "FORMULA:1:6: this ')' closes nothing\n  1 + x)\n       ^"},
    {"2x", "FORMULA:1:2: expected an operator; write * for a product\n  2x\n   ^"},
    {"(2 x)", "FORMULA:1:4: expected an operator; write * for a product\n  (2 x)\n     ^"},
    {"x 2", "FORMULA:1:3: expected an operator; write * for a product\n  x 2\n    ^"},
    {"2(x)", "FORMULA:1:2: expected an operator; write * for a product\n  2(x)\n   ^"},
    {"1e", "FORMULA:1:2: expected an operator; write * for a product\n  1e\n   ^"},
    {"x(2)", "FORMULA:1:1: 'x' is not a function; write x*(..) for a product\n  x(2)\n  ^"},
    {"sinn(x)", "FORMULA:1:1: 'sinn' is not a function; did you mean 'sin'?\n  sinn(x)\n  ^^^^"},
    {"1 + atan2(x)",
     "FORMULA:1:5: atan2 is given 1 argument; write atan2(y, x)\n  1 + atan2(x)\n      ^^^^^"},
    {"sin()", "FORMULA:1:1: sin is given 0 arguments; write sin(x)\n  sin()\n  ^^^"},
    {"sin(x, 2)", "FORMULA:1:1: sin is given 2 arguments; write sin(x)\n  sin(x, 2)\n  ^^^"},
    {"min(x)", "FORMULA:1:1: min is given 1 argument; write min(x, y, ..)\n  min(x)\n  ^^^"},
    {"if(x, 1)", "FORMULA:1:1: if is given 2 arguments; write if(condition, yes, no)\n  if(x, 1)\n  ^^"},
    {"if x", "FORMULA:1:1: 'if' is a function; write if(condition, yes, no)\n  if x\n  ^^"},
    {"max(1, )", "FORMULA:1:8: expected a number, a name or '('\n  max(1, )\n         ^"},
    {"1,5", "FORMULA:1:2: a comma stands between arguments only; write 1.5 for a decimal\n  1,5\n   ^"},
    {"x = 3", "FORMULA:1:3: '=' is not a comparison; write ==\n  x = 3\n    ^"},
    {"x && 1", "FORMULA:1:3: expected an operator; write 'and'\n  x && 1\n    ^"},
    {"x || 1", "FORMULA:1:3: expected an operator; write 'or'\n  x || 1\n    ^"},
    {"!x", "FORMULA:1:1: expected a number, a name or '('; write 'not' for '!'\n  !x\n  ^"},
    {"1 + not x",
     "FORMULA:1:5: expected a number, a name or '('; write parentheses around 'not ..'\n  1 + not x\n      "
     "^^^"},
    {"x % 2", "FORMULA:1:3: '%' is not an operator\n  x % 2\n    ^"},
    {"2·x²", "FORMULA:1:2: '·' is not an operator\n  2·x²\n   ^"},
    {"1e400",
     "FORMULA:1:1: this number is beyond the range of a double; write one from 1e-307 to 1e308\n  1e400\n  "
     "^^^^^"},
    {"aplha + 1", "FORMULA:1:1: 'aplha' is not defined; did you mean 'alpha'?\n  aplha + 1\n  ^^^^^"},
    {"x + zeta", "FORMULA:1:5: 'zeta' is not defined; the variables are x, alpha\n  x + zeta\n      ^^^^"},
    {"x + PI", "FORMULA:1:5: 'PI' is not defined; pi is the constant\n  x + PI\n      ^^"},
    {"x + Inf", "FORMULA:1:5: 'Inf' is not defined; no formula has that number\n  x + Inf\n      ^^^"},
    {"x + sin", "FORMULA:1:5: 'sin' is a function; write sin(x)\n  x + sin\n      ^^^"},
};

TEST(Refusals, SayWhatWhereAndWhatToWrite) {
  for (const auto& [formula, expected] : cases) EXPECT_EQ(message(formula), expected);
}

TEST(Refusals, NameLineAndColumnOfTheFile) {
  const auto file = std::make_shared<const std::string>("a ~ normal(0, 1)\ny = a + 2b\n");
  const auto origin = Origin{file, 21, "model.txt"};
  EXPECT_EQ(refused([&] { parse(std::string_view(*file).substr(21, 6), origin); }),
            "model.txt:2:10: expected an operator; write * for a product\n  y = a + 2b\n           ^");
  EXPECT_EQ(
      refused([&] { compile(parse(std::string_view(*file).substr(21, 1), origin), {}); }),
      "model.txt:2:5: 'a' is not defined; there are no variables here, write numbers\n  y = a + 2b\n      ^");
}

TEST(Refusals, WorkWithAnyBytes) {
  for (int first = 0; first < 256; ++first) {
    for (const char* after : {"", "1", " x", "(", ")"}) {
      const std::string formula = std::string(1, static_cast<char>(first)) + after;
      EXPECT_NO_FATAL_FAILURE(message(formula));
      EXPECT_NO_FATAL_FAILURE(message("x " + formula));
    }
  }
}

TEST(Constant, IsTheValueOfAFormula) {
  EXPECT_EQ(constant("-1", "--from"), -1);
  EXPECT_EQ(constant("pi/2", "--to"), 3.141592653589793 / 2);
  EXPECT_EQ(constant("1e6", "--to"), 1e6);
  EXPECT_EQ(refused([] { constant("x", "--to"); }),
            "--to:1:1: 'x' is not defined; there are no variables here, write numbers\n  x\n  ^");
  EXPECT_EQ(refused([] { constant("0/0", "--to"); }),
            "--to: '0/0' has no value; write a number such as -1 or pi/2");
}

}  // namespace
}  // namespace quadrille::formula
