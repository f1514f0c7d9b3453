// What a user reads when a model is wrong, exactly.
#include <string>

#include <gtest/gtest.h>

#include "quadrille/simulate/model.hpp"
#include "quadrille/text/place.hpp"
#include "text/refused.hpp"

namespace quadrille::simulate {
namespace {

std::string refusal(const std::string& text) {
  return refused([&] { parse_model(text, "m"); });
}

TEST(ModelErrors, ShowAnEmptyModel) {
  EXPECT_EQ(refusal("# nothing\n"),
            "m: the model defines no variable; write a line such as x ~ normal(0, 1)");
}

TEST(ModelErrors, ShowTheNameOfALine) {
  EXPECT_EQ(refusal("~ normal(0, 1)"),
            "m:1:1: expected the name of a variable: a letter or _, then letters, digits and _\n"
            "  ~ normal(0, 1)\n"
            "  ^");
  EXPECT_EQ(refusal("2x = 1"),
            "m:1:1: expected the name of a variable: a letter or _, then letters, digits and _\n"
            "  2x = 1\n"
            "  ^");
  EXPECT_EQ(refusal("é = 1"),
            "m:1:1: 'é' is U+00E9; names have the letters a to z and A to Z, digits and _\n"
            "  é = 1\n"
            "  ^");
  EXPECT_EQ(refusal("if = 1"),
            "m:1:1: 'if' is a word of the language; give the variable another name\n"
            "  if = 1\n"
            "  ^^");
  EXPECT_EQ(refusal("fit ~ normal(0, 1)"),
            "m:1:1: 'fit' is a word of the language; give the variable another name\n"
            "  fit ~ normal(0, 1)\n"
            "  ^^^");
  EXPECT_EQ(refusal("a = 1\n\nb = 2\n a ~ normal(0, 1)"),
            "m:4:2: 'a' is defined twice, first in line 1; give one of them another name\n"
            "   a ~ normal(0, 1)\n"
            "   ^");
}

TEST(ModelErrors, ShowTheOperatorOfALine) {
  EXPECT_EQ(refusal("x normal(0, 1)"),
            "m:1:3: expected ~ or = after the name: x ~ normal(mean, sd) draws, x = formula computes\n"
            "  x normal(0, 1)\n"
            "    ^");
  EXPECT_EQ(refusal("x # ~"),
            "m:1:2: expected ~ or = after the name: x ~ normal(mean, sd) draws, x = formula computes\n"
            "  x # ~\n"
            "   ^");
  EXPECT_EQ(refusal("x <- 3"),
            "m:1:3: '<-' defines nothing here; write x = .. to compute, x ~ .. to draw\n"
            "  x <- 3\n"
            "    ^^");
  EXPECT_EQ(refusal("x = # 3"),
            "m:1:4: expected a formula after =\n"
            "  x = # 3\n"
            "     ^");
  EXPECT_EQ(refusal("x ~\r\n"),
            "m:1:4: expected a distribution: normal(mean, sd), uniform(low, high) or exponential(mean)\n"
            "  x ~\n"
            "     ^");
}

TEST(ModelErrors, ShowTheDistribution) {
  EXPECT_EQ(refusal("x ~ 3"),
            "m:1:5: expected a distribution: normal(mean, sd), uniform(low, high) or exponential(mean)\n"
            "  x ~ 3\n"
            "      ^");
  EXPECT_EQ(
      refusal("x ~ gauss(0, 1)"),
      "m:1:5: 'gauss' is not a distribution; write normal(mean, sd), whose second number is the standard "
      "deviation\n"
      "  x ~ gauss(0, 1)\n"
      "      ^^^^^");
  EXPECT_EQ(refusal("x ~ gaux(0, 1)"),
            "m:1:5: 'gaux' is not a distribution; there are normal(mean, sd), uniform(low, high) or "
            "exponential(mean)\n"
            "  x ~ gaux(0, 1)\n"
            "      ^^^^");
  EXPECT_EQ(refusal("x ~ norml(0, 1)"),
            "m:1:5: 'norml' is not a distribution; there are normal(mean, sd), uniform(low, high) or "
            "exponential(mean); did you mean 'normal'?\n"
            "  x ~ norml(0, 1)\n"
            "      ^^^^^");
  EXPECT_EQ(refusal("y = 1\nx ~ y + 1"),
            "m:2:5: 'y' is not a distribution; there are normal(mean, sd), uniform(low, high) or "
            "exponential(mean); a formula follows = instead of ~\n"
            "  x ~ y + 1\n"
            "      ^");
  EXPECT_EQ(refusal("x ~ normal 0, 1"),
            "m:1:12: expected ( after 'normal': normal(mean, sd)\n"
            "  x ~ normal 0, 1\n"
            "             ^");
  EXPECT_EQ(refusal("x ~ normal"),
            "m:1:11: expected ( after 'normal': normal(mean, sd)\n"
            "  x ~ normal\n"
            "            ^");
  EXPECT_EQ(refusal("x = normal(0, 1)"),
            "m:1:5: a draw is written with ~, in a line of its own: name ~ normal(mean, sd)\n"
            "  x = normal(0, 1)\n"
            "      ^^^^^^");
  EXPECT_EQ(refusal("x ~ normal(2*uniform (0, 1), 1)"),
            "m:1:14: a draw is written with ~, in a line of its own: name ~ uniform(low, high)\n"
            "  x ~ normal(2*uniform (0, 1), 1)\n"
            "               ^^^^^^^");
}

TEST(ModelErrors, ShowTheArguments) {
  EXPECT_EQ(refusal("x ~ normal(0)"),
            "m:1:5: normal(mean, sd) takes 2 arguments, not 1\n"
            "  x ~ normal(0)\n"
            "      ^^^^^^^^^");
  EXPECT_EQ(refusal("x ~ normal()"),
            "m:1:5: normal(mean, sd) takes 2 arguments, not 0\n"
            "  x ~ normal()\n"
            "      ^^^^^^^^");
  EXPECT_EQ(refusal("x ~ exponential(1, 2)"),
            "m:1:5: exponential(mean) takes 1 argument, not 2\n"
            "  x ~ exponential(1, 2)\n"
            "      ^^^^^^^^^^^^^^^^^");
  EXPECT_EQ(refusal("x ~ normal(0, )"),
            "m:1:14: expected the sd of normal(mean, sd)\n"
            "  x ~ normal(0, )\n"
            "               ^");
  EXPECT_EQ(refusal("x ~ normal(0, (1)"),
            "m:1:18: expected ) to close normal(mean, sd)\n"
            "  x ~ normal(0, (1)\n"
            "                   ^");
  EXPECT_EQ(refusal("x ~ normal(0, 1))"),
            "m:1:17: this ')' closes nothing; leave it out\n"
            "  x ~ normal(0, 1))\n"
            "                  ^");
  EXPECT_EQ(refusal("x ~ normal(0, 1) + 2"),
            "m:1:18: expected the end of the line after normal(mean, sd); compute with the draw in a line of "
            "its own\n"
            "  x ~ normal(0, 1) + 2\n"
            "                   ^^^");
}

/// What a message on a model of one line says without its place, and the part of the line that is marked.
struct Said {
  const char* line;
  const char* says;
  const char* marked;
};

const Said of_other_tools[] = {
    {"x ~ N(0,1)",
     "'N' is not a distribution; write normal(mean, sd), whose second number is the standard deviation", "N"},
    {"x ~ np.random.normal(0, 1)", "names have no dots or colons in them; write normal(mean, sd)",
     "np.random.normal"},
    {"x ~ stats.norm(0, 1)",
     "'norm' is not a distribution; write normal(mean, sd), whose second number is the standard deviation",
     "norm"},
    {"x ~ Normal(0, 1)",
     "'Normal' is not a distribution; write normal(mean, sd), whose second number is the standard deviation",
     "Normal"},
    {"x ~ Exponential(2)",
     "'Exponential' is not a distribution; write exponential(mean), whose mean is 1/rate", "Exponential"},
    {"x ~ exponential(rate=2)",
     "arguments have no names; write their values alone: exponential(mean), whose mean is 1/rate", "rate="},
    {"x ˜ normal(0, 1)", "'˜' is U+02DC, a small tilde; write ~", "˜"},
    {"y = mean(2)",
     "'mean' is not a function; write x alone: simulate shows mean, sd and quantiles of each variable",
     "mean"},
    {"x ~ rexp(2)", "'rexp' is not a distribution; write exponential(mean), whose mean is 1/rate", "rexp"},
    {"x ~ bernoulli(0.5)",
     "'bernoulli' is not a distribution; write u ~ uniform(0, 1), and a line that compares it, such as hit = "
     "u < p",
     "bernoulli"},
    {"x ~ normal(mean=0, sd=1)",
     "arguments have no names; write their values alone: normal(mean, sd), whose second number is the "
     "standard deviation",
     "mean="},
    {"x ~ normal(0, sd = 1)",
     "arguments have no names; write their values alone: normal(mean, sd), whose second number is the "
     "standard deviation",
     "sd ="},
    {"x ~ normal(0,5, 1)", "normal(mean, sd) takes 2 arguments, not 3; a decimal has a point, as in 1.5",
     "normal(0,5, 1)"},
    {"y := 3", "':=' defines nothing here; write y = .. to compute, y ~ .. to draw", ":="},
    {"y == 3", "'==' defines nothing here; write y = .. to compute, y ~ .. to draw", "=="},
    {"y <- 3", "'<-' defines nothing here; write y = .. to compute, y ~ .. to draw", "<-"},
    {"let y = 3", "no word stands before the name of a variable; begin the line with 'y'", "let"},
    {"f(x) = x^2", "a line defines one variable, no function and no array; write its name alone", "("},
    {"y = 3;", "a statement ends with its line; leave out ';', and write one statement a line", ";"},
    {"x ~ normal(0, 1); y = x",
     "a statement ends with its line; leave out ';', and write one statement a line", ";"},
    {"// a model", "comments begin with #", "//"},
    {"% a model", "comments begin with #", "%"},
    {"y = 3 // three", "'//' is not an operator; write floor(x/y) for a whole quotient, # for a comment",
     "//"},
    {"y = 1,5", "a comma stands between arguments only; write 1.5 for a decimal", ","},
    {"y = ln(2)", "'ln' is not a function; write log(x)", "ln"},
    {"y = math.exp(2)", "names have no dots or colons in them; write exp(x)", "math.exp"},
    {"σ = 2", "'σ' is U+03C3, the Greek letter sigma; write sigma", "σ"},
    {"y = 2 − 1", "'−' is U+2212, a minus sign; write -", "−"},
    {"x ∼ normal(0, 1)", "'∼' is U+223C, a tilde operator; write ~", "∼"},
    {"x ~\u00a0normal(0, 1)", "this is U+00A0, a no-break space; write a space", "\u00a0"},
};

TEST(ModelErrors, KnowTheWordsOfOtherTools) {
  for (const auto& [line, says, marked] : of_other_tools) {
    const auto at = std::string_view(line).find(marked);
    ASSERT_NE(at, std::string_view::npos) << line;
    const text::Place place{line, at, std::string_view(marked).size(), "m"};
    EXPECT_EQ(refusal(line), text::error_at(says, place).what());
  }
}

TEST(ModelErrors, AreNoneInComments) {
  EXPECT_NO_THROW(parse_model("\ufeff# σ − ∼; // π\nx = 2 # 3σ; μ\n", "m"));
}

TEST(ModelErrors, ShowParametersThatNoDrawCanHave) {
  EXPECT_EQ(refusal("a ~ normal(0, -1)"),
            "m:1:15: the sd of normal(mean, sd) is -1; it cannot be negative, write 0 or more\n"
            "  a ~ normal(0, -1)\n"
            "                ^^");
  EXPECT_EQ(refusal("s = -1\na ~ normal(0, s)"),
            "m:2:15: the sd of normal(mean, sd) is -1; it cannot be negative, write 0 or more\n"
            "  a ~ normal(0, s)\n"
            "                ^");
  EXPECT_EQ(refusal("a ~ exponential(-2)"),
            "m:1:17: the mean of exponential(mean) is -2; it cannot be negative, write 0 or more\n"
            "  a ~ exponential(-2)\n"
            "                  ^^");
  EXPECT_EQ(refusal("a ~ uniform(5, 2)"),
            "m:1:13: the ends of uniform(low, high), 5 and 2, are in the wrong order; write uniform(2, 5)\n"
            "  a ~ uniform(5, 2)\n"
            "              ^^^^");
  EXPECT_EQ(refusal("a ~ uniform(-1e308, 1e308)"),
            "m:1:13: the ends of uniform(low, high), -1e+308 and 1e+308, are too far apart; bring them "
            "nearer to 0\n"
            "  a ~ uniform(-1e308, 1e308)\n"
            "              ^^^^^^^^^^^^^");
  EXPECT_EQ(refusal("a ~ normal(1/0, 1)"),
            "m:1:12: the mean of normal(mean, sd) is inf; write a finite number\n"
            "  a ~ normal(1/0, 1)\n"
            "             ^^^");
}

TEST(ModelErrors, ShowTheFirstOfTheLinesThatAFormulaIsBrokenInto) {
  EXPECT_EQ(refusal("y = (1 +\n2)\n"),
            "m:1:9: the formula ends where a number, a name or '(' is expected\n"
            "  y = (1 +\n"
            "          ^");
}

TEST(ModelErrors, ShowNamesInFormulas) {
  EXPECT_EQ(refusal("alpha = 1\ny = alpa + 1"),
            "m:2:5: 'alpa' is not defined; did you mean 'alpha'?\n"
            "  y = alpa + 1\n"
            "      ^^^^");
  EXPECT_EQ(refusal("x = x + 1"),
            "m:1:5: 'x' is used in its own definition; give one of them another name\n"
            "  x = x + 1\n"
            "      ^");
  EXPECT_EQ(refusal("y = 1e5 + e5*2\ne5 = 1"),
            "m:1:11: 'e5' is used before its definition in line 2; move that line up\n"
            "  y = 1e5 + e5*2\n"
            "            ^^");
  EXPECT_EQ(refusal("x ~ normal(0, e)\ne = 2"),
            "m:1:15: 'e' is used before its definition in line 2; move that line up\n"
            "  x ~ normal(0, e)\n"
            "                ^");
}

TEST(ModelErrors, ShowFormulasInTheirPlace) {
  EXPECT_EQ(refusal("# model\nx = 1\ny = 2*(x + 4"),
            "m:3:13: a '(' is not closed; write ')'\n"
            "  y = 2*(x + 4\n"
            "              ^");
  EXPECT_EQ(refusal("x = 1\ny ~ normal(0, 2 3)"),
            "m:2:17: expected an operator; write * for a product\n"
            "  y ~ normal(0, 2 3)\n"
            "                  ^");
}

TEST(ModelErrors, ShowWhatThisVersionHasNot) {
  EXPECT_EQ(refusal("report mean(y)"),
            "m:1:1: this version has no 'report' lines yet; leave the line out\n"
            "  report mean(y)\n"
            "  ^^^^^^^^^^^^^^");
  EXPECT_EQ(refusal("fit y ~ x1 + x2"),
            "m:1:1: this version has no 'fit' lines yet; leave the line out\n"
            "  fit y ~ x1 + x2\n"
            "  ^^^^^^^^^^^^^^^");
  EXPECT_EQ(refusal("(x1, x2) ~ normal([3, 10], [[25, 2], [2, 1]])"),
            "m:1:1: this version has no joint draws yet; draw each variable in a line of its own\n"
            "  (x1, x2) ~ normal([3, 10], [[25, 2], [2, 1]])\n"
            "  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^");
}

}  // namespace
}  // namespace quadrille::simulate
