#include "quadrille/formula/names.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "formula/value.hpp"

namespace quadrille::formula {
namespace {

TEST(Names, AreOfFourKinds) {
  EXPECT_TRUE(is_function("sin"));
  EXPECT_TRUE(is_function("if"));
  EXPECT_FALSE(is_function("pi"));
  EXPECT_TRUE(is_constant("pi"));
  EXPECT_TRUE(is_constant("e"));
  EXPECT_FALSE(is_constant("x"));
  for (const char* word : {"and", "or", "not", "if"}) EXPECT_TRUE(is_keyword(word));
  EXPECT_FALSE(is_keyword("sin"));
}

TEST(Names, AreLettersDigitsAndUnderscores) {
  for (const char* name : {"x", "x1", "_", "e", "Alpha_2", "sin"}) EXPECT_TRUE(is_valid_name(name)) << name;
  for (const char* name : {"", "1x", "x-1", "x y", "and", "if", "\xc3\xa4"})
    EXPECT_FALSE(is_valid_name(name)) << name;
}

TEST(Names, ThatLookLikeConstants) {
  for (const char* name : {"PI", "Pi", "pI"}) EXPECT_EQ(hint_of_constant(name), "pi is the constant") << name;
  EXPECT_EQ(hint_of_constant("E"), "e is the constant");
  for (const char* name : {"inf", "Inf", "INF", "infinity", "Infinity", "nan", "NaN", "NAN"})
    EXPECT_EQ(hint_of_constant(name), "no formula has that number") << name;
  for (const char* name : {"pi", "e", "x", "pie", "info", "nano", "p", "PI2"})
    EXPECT_EQ(hint_of_constant(name), "") << name;
}

TEST(Names, OfFunctionsAreDistinctAndWork) {
  std::set<std::string_view> seen;
  for (const auto name : function_names()) {
    EXPECT_TRUE(seen.insert(name).second) << name;
    const auto* function = find_function(name);
    ASSERT_NE(function, nullptr);
    EXPECT_TRUE(function->usage.starts_with(std::string(name) + "("));
  }
  EXPECT_EQ(seen.size(), 35U);
  EXPECT_EQ(find_function("sine"), nullptr);
}

// Each name is bound to its own function: a point at which all of them differ from their neighbours.
TEST(Names, MeanTheirFunctions) {
  const double x = 0.75;
  const std::pair<const char*, double> expected[] = {{"sqrt", 0.8660254037844386},
                                                     {"exp", 2.117000016612675},
                                                     {"log", -0.2876820724517809},
                                                     {"sin", 0.6816387600233342},
                                                     {"cos", 0.7316888688738209},
                                                     {"tan", 0.9315964599440725},
                                                     {"asin", 0.848062078981481},
                                                     {"acos", 0.7227342478134157},
                                                     {"atan", 0.6435011087932844},
                                                     {"abs", 0.75},
                                                     {"sign", 1},
                                                     {"floor", 0},
                                                     {"ceil", 1},
                                                     {"round", 1},
                                                     {"cbrt", 0.9085602964160698},
                                                     {"expm1", 1.117000016612675},
                                                     {"log1p", 0.5596157879354227},
                                                     {"log2", -0.4150374992788438},
                                                     {"log10", -0.1249387366083},
                                                     {"sinh", 0.82231673193583},
                                                     {"cosh", 1.2946832846768448},
                                                     {"tanh", 0.6351489523872873},
                                                     {"asinh", 0.6931471805599453},
                                                     {"atanh", 0.9729550745276566},
                                                     {"erf", 0.7111556336535151},
                                                     {"erfc", 0.28884436634648486},
                                                     {"gamma", 1.2254167024651776},
                                                     {"lgamma", 0.2032809514312954}};
  for (const auto& [name, value_there] : expected) {
    EXPECT_NEAR(value(std::string(name) + "(x)", {{"x", x}}), value_there, 4e-16 * (1 + value_there)) << name;
  }
  EXPECT_NEAR(value("acosh(x)", {{"x", 1.25}}), 0.6931471805599453, 4e-16);
}

TEST(Names, EveryFunctionIsCalled) {
  const std::string formula = every_function;
  for (const auto& name : function_names()) {
    const auto at = (" " + formula).find(" " + std::string(name) + "(");
    EXPECT_NE(at, std::string::npos) << name;
  }
}

}  // namespace
}  // namespace quadrille::formula
