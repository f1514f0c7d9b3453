#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formula/counting_new.hpp"
#include "quadrille/formula/evaluator.hpp"
#include "quadrille/formula/names.hpp"

namespace quadrille::formula {
namespace {

TEST(Evaluator, AllocatesNothing) {
  std::vector<double> x(5003, 0.25), out(x.size());
  const std::array<const double*, 1> inputs = {x.data()};
  const std::array point = {0.5};
  for (const char* formula : {"x", "3", "1/(1+x^2)", every_function}) {
    const auto before_making = allocations();
    Evaluator evaluate(compile(parse(formula), std::vector<std::string>{"x"}));
    ASSERT_GT(allocations(), before_making) << "nothing is counted";
    const auto before = allocations();
    evaluate(inputs, out);
    out[0] = evaluate(point);
    EXPECT_EQ(allocations(), before) << formula;
  }
}

}  // namespace
}  // namespace quadrille::formula
