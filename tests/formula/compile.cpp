// What is compiled to what: constants folded, equal parts once, powers to products, nothing fused.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/value.hpp"
#include "quadrille/formula/tape.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::formula {
namespace {

Program compiled(std::string_view formula) {
  return compile(parse(formula), std::vector<std::string>{"x", "y", "z"});
}

/// How often a function occurs, as a call or as a link; products that are parts of sums are not among them.
std::size_t occurrences(const Program& program, Function function) {
  std::size_t found = 0;
  for (const Step& step : program.tape().steps) {
    if (const auto* call = std::get_if<Call>(&step)) {
      found += call->function == function ? 1U : 0U;
    } else {
      found += static_cast<std::size_t>(std::ranges::count(
          std::get<Chain>(step), function, [](const Link& link) { return link.kind.function; }));
    }
  }
  return found;
}

std::size_t links(const Program& program) {
  std::size_t found = 0;
  for (const Step& step : program.tape().steps) {
    if (const auto* chain = std::get_if<Chain>(&step)) found += chain->size();
  }
  return found;
}

TEST(Compile, FoldsConstants) {
  for (const char* formula : {"2*pi + exp(1)", "if(1 < 2, sqrt(2), x)", "3^2.5", "max(1, 2, 3)", "x^0"}) {
    const auto program = compiled(formula);
    EXPECT_EQ(program.tape().steps.size(), 1U) << formula;
    EXPECT_EQ(occurrences(program, Function::identity), 1U) << formula;
    EXPECT_TRUE(program.tape().used.empty()) << formula;
  }
  EXPECT_EQ(links(compiled("x*(2*pi)")), 1U);
  EXPECT_EQ(links(compiled("x + if(pi > 3, y, 1/x)")), 1U);
}

TEST(Compile, ComputesEqualPartsOnce) {
  EXPECT_EQ(occurrences(compiled("exp(x) + exp(x)*exp(y)/exp(x)"), Function::exp), 2U);
  EXPECT_EQ(occurrences(compiled("(x + y)/(1 + (x + y))*(x + y)^2"), Function::add), 2U);
  EXPECT_EQ(occurrences(compiled("(x + 1)*(y + 1)*(x + 1)"), Function::add), 2U);
}

TEST(Compile, LeavesOutWhatIsNotNeeded) {
  const auto program = compiled("if(1, x, exp(y))");
  EXPECT_EQ(occurrences(program, Function::exp), 0U);
  EXPECT_EQ(program.tape().used, std::vector<Index>{0});
}

TEST(Compile, MakesProductsAndRootsOfPowers) {
  EXPECT_EQ(occurrences(compiled("x^2"), Function::multiply), 1U);
  EXPECT_EQ(occurrences(compiled("x^8"), Function::multiply), 3U);
  EXPECT_EQ(occurrences(compiled("x^8 + x^7 + 2.5^y"), Function::power), 1U);
  EXPECT_EQ(occurrences(compiled("x^0.5"), Function::power_half), 1U);
  EXPECT_EQ(occurrences(compiled("x^-1"), Function::divide), 1U);
  EXPECT_EQ(occurrences(compiled("x^9"), Function::power), 1U);
  EXPECT_EQ(occurrences(compiled("x^1"), Function::identity), 1U);
}

// Values between the links stay in registers of the machine, not of the tape.
TEST(Compile, NeedsNoRegistersForSumsOfProducts) {
  for (const char* formula : {"x^2 + y^2 + z^2", "x + 2*y - z*3", "1/(1 + x^2)", "((2*x - 1)*x + 3)*x - 4",
                              "x*y - y*z + x*x", "if(x < 0.5, y, z)"}) {
    const auto program = compiled(formula);
    EXPECT_EQ(program.tape().registers, 0U) << formula;
    EXPECT_EQ(program.tape().steps.size(), 1U) << formula;
  }
}

// (1 + e)(1 - e) is 1 - e^2, which rounds to 1: a fused multiply-add would leave -e^2.
TEST(Compile, FusesNothing) {
  const double e = 0x1p-30;
  const auto targets = vector::available_targets();
  for (const auto& target : targets) {
    vector::choose_target(target);
    EXPECT_EQ(value("x*y - z", {{"x", 1 + e}, {"y", 1 - e}, {"z", 1}}), 0) << target;
    EXPECT_EQ(value("z - x*y", {{"x", 1 + e}, {"y", 1 - e}, {"z", 1}}), 0) << target;
    EXPECT_EQ(value("y + x*x", {{"x", 1 + e}, {"y", -1 - 2 * e}}), 0) << target;
    EXPECT_EQ(value("y - 3*x", {{"x", 1.0 / 3}, {"y", 1}}), 0) << target;
  }
  vector::choose_target(targets.front());
}

}  // namespace
}  // namespace quadrille::formula
