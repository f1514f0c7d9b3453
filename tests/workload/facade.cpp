#include "quadrille/workload/facade.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "harness/harness.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::workload {
namespace {

using harness::team;

void square(std::span<const double> x, std::span<double> y) {
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * x[i];
}

TEST(Facade, integrates_a_callable_to_the_same_bits_on_any_team) {
  integrate::Problem problem;
  problem.formula = "square";
  problem.sizes = {1000, 100'000};
  problem.estimator = integrate::Estimator::stratified;
  problem.seed = 7;
  const auto alone = workload::integrate(problem, square);
  const auto together = workload::integrate(team(), problem, square);
  EXPECT_EQ(together.has_value(), team().rank() == 0);
  ASSERT_EQ(alone.rows.size(), 2U);
  ASSERT_TRUE(alone.reference);
  EXPECT_NEAR(alone.reference->value, 1.0 / 3, 1e-12);
  for (const auto& row : alone.rows) {
    // Of x^2 in n strata of two points or one the error is O(n^-3/2): ten of its own standard errors.
    EXPECT_NEAR(*row.estimate, 1.0 / 3, 10 * *row.standard_error);
    EXPECT_GT(*row.high, *row.low);
  }
  if (!together) return;
  for (std::size_t i = 0; i < alone.rows.size(); ++i) {
    EXPECT_EQ(together->rows[i].estimate, alone.rows[i].estimate);
    EXPECT_EQ(together->rows[i].low, alone.rows[i].low);
  }
}

TEST(Facade, simulates_a_text_to_the_same_bits_on_any_team) {
  const char* model = "u ~ uniform(0, 1)\ny = 2*u + 1";
  const auto alone = workload::simulate(model, 20'000, 3);
  const auto together = workload::simulate(team(), model, 20'000, 3);
  EXPECT_EQ(together.has_value(), team().rank() == 0);
  ASSERT_EQ(alone.variables.size(), 2U);
  EXPECT_EQ(alone.variables[1].name, "y");
  EXPECT_NEAR(*alone.variables[1].mean, 2, 6 * 2 / std::sqrt(12.0 * 20'000));
  if (!together) return;
  EXPECT_EQ(together->variables[1].mean, alone.variables[1].mean);
}

TEST(Facade, refuses_a_text_that_is_no_model) {
  EXPECT_THROW(workload::simulate(team(), "y ~ nrmal(0, 1)", 10, 1), text::InputError);
}

}  // namespace
}  // namespace quadrille::workload
