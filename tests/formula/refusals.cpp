// What a user reads when a formula is wrong.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/text/place.hpp"
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
    {"1 + x)", "FORMULA:1:6: this ')' closes nothing; leave it out\n  1 + x)\n       ^"},
    {"2x", "FORMULA:1:2: expected an operator; write 2*x for a product\n  2x\n   ^"},
    {"(2 x)", "FORMULA:1:4: expected an operator; write * for a product\n  (2 x)\n     ^"},
    {"x 2", "FORMULA:1:3: expected an operator; write * for a product\n  x 2\n    ^"},
    {"2(x)", "FORMULA:1:2: expected an operator; write * for a product\n  2(x)\n   ^"},
    {"1e", "FORMULA:1:2: expected an operator; write 1*e for a product\n  1e\n   ^"},
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
    {"x = 3",
     "FORMULA:1:3: '=' is not a comparison; write ==, or what stands behind it alone\n  x = 3\n    ^"},
    {"x && 1", "FORMULA:1:3: expected an operator; write 'and'\n  x && 1\n    ^"},
    {"x || 1", "FORMULA:1:3: expected an operator; write 'or', or abs(x) for |x|\n  x || 1\n    ^"},
    {"!x", "FORMULA:1:1: expected a number, a name or '('; write 'not' for '!'\n  !x\n  ^"},
    {"1 + not x",
     "FORMULA:1:5: expected a number, a name or '('; write parentheses around 'not ..'\n  1 + not x\n      "
     "^^^"},
    {"x % 2",
     "FORMULA:1:3: '%' is not an operator; write x - y*floor(x/y) for a remainder, x/100 for a percentage\n  "
     "x % 2\n    ^"},
    {"2·x²", "FORMULA:1:2: '·' is U+00B7, a middle dot; write *\n  2·x²\n   ^"},
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

/// What a message says without its place, and the part of the formula that is marked.
struct Said {
  const char* formula;
  const char* says;
  const char* marked;
};

const Said of_other_tools[] = {
    {"ln(x)", "'ln' is not a function; write log(x)", "ln"},
    {"1 + LN(x)", "'LN' is not a function; write log(x)", "LN"},
    {"ln x", "'ln' is not a function; write log(x)", "ln"},
    {"arcsin(x)", "'arcsin' is not a function; write asin(x)", "arcsin"},
    {"sqr(x)", "'sqr' is not a function; write x^2, or sqrt(x) for the root", "sqr"},
    {"fabs(x)", "'fabs' is not a function; write abs(x)", "fabs"},
    {"dnorm(x)", "'dnorm' is not a function; write exp(-x^2/2)/sqrt(2*pi)", "dnorm"},
    {"mod(x, 2)", "'mod' is not a function; write x - y*floor(x/y)", "mod"},
    {"ifelse(x < 1, 2, 3)", "'ifelse' is not a function; write if(condition, yes, no)", "ifelse"},
    {"N(0,1)", "'N' is not a function; write a line of a model, such as z ~ normal(0, 1)", "N"},
    {"n(0)", "'n' is not a function; write n*(..) for a product", "n"},
    {"SIN(x)", "'SIN' is not a function; did you mean 'sin'?", "SIN"},
    {"log(x, 10)", "log is given 2 arguments; write log10(x), log2(x), or log(x)/log(b) to base b", "log"},
    {"atan(x, 2)", "atan is given 2 arguments; write atan2(y, x)", "atan"},
    {"sin(1,5)", "sin is given 2 arguments; write sin(x); a decimal has a point, as in 1.5", "sin"},
    {"np.sin(x)", "names have no dots or colons in them; write sin(x)", "np.sin"},
    {"math.sin (x)", "names have no dots or colons in them; write sin(x)", "math.sin"},
    {"std::log(x)", "names have no dots or colons in them; write log(x)", "std::log"},
    {"np.arcsin(x)", "names have no dots or colons in them; write asin(x)", "np.arcsin"},
    {"2*scipy.special.erf(x)", "names have no dots or colons in them; write erf(x)", "scipy.special.erf"},
    {"x + np.pi", "names have no dots or colons in them; write pi", "np.pi"},
    {"sin x", "'sin' is a function; write sin(x)", "sin"},
    {"1 + sin 2", "'sin' is a function; write sin(x)", "sin"},
    {"sin^2(x)", "'sin' is a function; write sin(x)^2", "sin"},
    {"sin**2 x", "'sin' is a function; write sin(x)^2", "sin"},
    {"beta x", "expected an operator; write * for a product", "x"},
    {"x mod 2", "'mod' is not an operator; write x - y*floor(x/y)", "mod"},
    {"x AND 2", "'AND' is not an operator; write and", "AND"},
    {"1 if x else 2", "'if' is not an operator; write if(condition, yes, no)", "if"},
    {"x // 2", "'//' is not an operator; write floor(x/y)", "//"},
    {"x <> 2", "'<>' is not a comparison; write !=", "<>"},
    {"x =< 2", "'=<' is not a comparison; write <=", "=<"},
    {"x => 2", "'=>' is not a comparison; write >=", "=>"},
    {"x === 2", "'===' is not a comparison; write ==", "==="},
    {"x := 2", "':=' is not an operator; write == to compare", ":="},
    {"x ? 1 : 2", "write if(condition, yes, no) for a choice", "?"},
    {"0,5*x", "a comma stands between arguments only; write 0.5 for a decimal", ","},
    {"12,75", "a comma stands between arguments only; write 12.75 for a decimal", ","},
    {"1,000*x", "a comma stands between arguments only; write 1000 for thousands, 1.000 for a decimal", ","},
    {"y = x^2", "'=' is not a comparison; write ==, or what stands behind it alone", "="},
    {"2*x = 3", "'=' is not a comparison; write ==", "="},
    {"f(x) = x^2", "a formula has no name; write what stands behind its '=' alone", "f(x) ="},
    {"f(x) == 2", "'f' is not a function; write f*(..) for a product", "f"},
    {"lambda x: x", "a formula has no lambda; write what stands behind its colon alone", "x"},
    {"x^2 dx", "an integral is written without its differential; leave out 'dx'", "dx"},
    {"x*1..5", "a number has one point, as in 1.5", ".5"},
    {"0x10", "numbers are decimal; write 16 for 0x10", "x"},
    {"х + 1", "'х' is U+0445, a Cyrillic letter; write a Latin one", "х"},
    {"0.5x", "expected an operator; write 0.5*x for a product", "x"},
    {"3sin(x)", "expected an operator; write 3*sin for a product", "s"},
    {"1_000*x", "a number has no separators; write 1000 or 1e3", "_"},
    {"|x|", "expected a number, a name or '('; write abs(x) for |x|", "|"},
    {"2*|x|", "expected a number, a name or '('; write abs(x) for |x|", "|"},
    {"5!", "'!' is not an operator; write gamma(n + 1) for n!", "!"},
    {"x^2;", "a formula is one expression; leave out ';'", ";"},
    {"[x + 1]*2", "write ( and ) for brackets of any kind", "["},
    {"x[1]", "write ( and ) for brackets of any kind", "["},
    {"'x'", "a formula has no quotes in it; leave them out", "'"},
    {"\\sin(x)", "commands of TeX are not known; write sin(x) for \\sin x", "\\"},
    {"$x", "names have letters, digits and _ only; leave this out", "$"},
    {"x # cost", "comments stand in models only; leave this out", "#"},
    {"y ~ x", "a draw stands in a line of a model, such as z ~ normal(0, 1)", "~"},
    {"atan2(y=1, x=2)", "arguments have no names; write the value alone, as in atan2(y, x)", "y="},
    {"if(x = 1, 2, 3)", "'=' is not a comparison; write ==", "="},
    {"x − 1", "'−' is U+2212, a minus sign; write -", "−"},
    {"x²", "'²' is U+00B2, a superscript two; write ^2", "²"},
    {"x ≤ 1", "'≤' is U+2264, a less-or-equal sign; write <=", "≤"},
    {"√x", "'√' is U+221A, a root sign; write sqrt(..)", "√"},
    {"2*π", "'π' is U+03C0, the Greek letter pi; write pi", "π"},
    {"σ*x", "'σ' is U+03C3, the Greek letter sigma; write sigma", "σ"},
    {"x +\u00a0"
     "1",
     "this is U+00A0, a no-break space; write a space", "\u00a0"},
    {"\ufeffx", "this is U+FEFF, a byte order mark, which cannot be seen; leave it out", "\ufeff"},
    {"gr\xf6", "the byte \\xf6 is no character of UTF-8; write ASCII, or save the text as UTF-8", "\xf6"},
};

TEST(Refusals, KnowTheWordsOfOtherTools) {
  for (const auto& [formula, says, marked] : of_other_tools) {
    const auto at = std::string_view(formula).find(marked);
    ASSERT_NE(at, std::string_view::npos) << formula;
    const text::Place place{formula, at, std::string_view(marked).size(), "FORMULA"};
    EXPECT_EQ(message(formula), text::error_at(says, place).what());
  }
}

TEST(Refusals, LetWhatIsRightStand) {
  for (const char* const formula : {"x**2", "x*+2", "2*-x", "x<-3", "0 < x < 1", "1.", ".5", "x^-2"})
    EXPECT_NO_THROW(parse(formula)) << formula;
}

TEST(Refusals, NameLineAndColumnOfTheFile) {
  const auto file = std::make_shared<const std::string>("a ~ normal(0, 1)\ny = a + 2b\n");
  const auto origin = Origin{file, 21, "model.txt"};
  EXPECT_EQ(refused([&] { parse(std::string_view(*file).substr(21, 6), origin); }),
            "model.txt:2:10: expected an operator; write 2*b for a product\n  y = a + 2b\n           ^");
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
