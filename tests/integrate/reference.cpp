#include "integrate/reference.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "alone.hpp"

namespace quadrille::integrate {
namespace {

std::optional<Reference> reference(const char* formula, double from = 0, double to = 1) {
  Problem problem = problem_of(formula, Estimator::mean, {});
  problem.from = from;
  problem.to = to;
  return find_reference(problem, integrand_of(problem.formula));
}

TEST(Reference, QuadratureFindsClosedForms) {
  const double pi = std::acos(-1.0);
  EXPECT_NEAR(reference("1/(1+x^2)")->value, pi / 4, 1e-15);
  EXPECT_NEAR(reference("1/(1+x^2)", 1, 0)->value, -pi / 4, 1e-15);
  EXPECT_NEAR(reference("exp(x)", -1, 2)->value, std::exp(2.0) - std::exp(-1.0), 1e-14);
  EXPECT_NEAR(reference("sin(100*x)")->value, (1 - std::cos(100.0)) / 100, 1e-13);
  EXPECT_NEAR(reference("x > 0.3")->value, 0.7, 1e-9);
  EXPECT_NEAR(reference("log(x)")->value, -1, 1e-9);
  EXPECT_EQ(reference("1/x", 2, 2)->value, 0);
}

TEST(Reference, IsNothingWhereTheQuadratureDoesNotSettle) {
  EXPECT_FALSE(reference("1/x"));
  EXPECT_FALSE(reference("log(x - 0.5)"));
  EXPECT_FALSE(reference("if(0.3 < x < 0.300001, 1, 0)"));
}

TEST(Reference, IsNothingOverAPole) {
  for (int k = 1; k <= 10; ++k) {
    const std::string tangent = "tan(" + std::to_string(k) + "*x)";
    EXPECT_FALSE(reference(tangent.c_str(), 0, 3)) << tangent;
  }
  EXPECT_FALSE(reference("1/sin(4*x)", 0, 3));
  EXPECT_FALSE(reference("1/(x^2 - 0.5)"));
}

TEST(Reference, NarrowPeaksAreSeen) {
  const double pi = std::acos(-1.0);
  EXPECT_NEAR(reference("1/(1e-16 + (x - 0.5)^2)")->value, 2e8 * std::atan(0.5e8), 1);
  EXPECT_NEAR(reference("exp(-1e6*(x - 0.3)^2)")->value, std::sqrt(pi) / 1000, 1e-12);
}

TEST(Reference, TheUsersValueWins) {
  Problem problem = problem_of("x", Estimator::mean, {});
  problem.exact = 42;
  const auto found = find_reference(problem, integrand_of("x"));
  EXPECT_EQ(found->value, 42);
  EXPECT_EQ(found->how, "--exact");
}

}  // namespace
}  // namespace quadrille::integrate
