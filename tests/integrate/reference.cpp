#include "quadrille/integrate/reference.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "alone.hpp"
#include "quadrille/integrate/result.hpp"

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

TEST(Reference, LooksBesideAnEndThatIsNotZero) {
  EXPECT_NEAR(reference("log(1-x)")->value, -1, 1e-14);
  EXPECT_NEAR(reference("log(x-3)", 3, 4)->value, -1, 1e-14);
  EXPECT_NEAR(reference("atanh(x)")->value, std::log(2.0), 1e-14);
  EXPECT_NEAR(reference("(2-x)^-0.25", 1, 2)->value, 4.0 / 3, 1e-11);
  EXPECT_EQ(reference("ceil(x)", 1, 2)->value, 2);
  EXPECT_NEAR(reference("sin(3-x)/(3-x)", 2, 3)->value, 0.946083070367183, 1e-15);  // Si(1)
  // Between 1 and the double before it lies 1e-8 of the integral, of which nothing is known.
  EXPECT_FALSE(reference("(1-x)^-0.5"));
}

TEST(Reference, KnowsItsMagnitude) {
  EXPECT_NEAR(reference("sin(x)", -1, 1)->magnitude, 2 * (1 - std::cos(1.0)), 1e-14);
  EXPECT_NEAR(reference("if(0.001 < x < 0.002, 1, -1e-200)", 1, 0)->magnitude, 0.001, 1e-12);
}

TEST(Reference, OfZerosAloneIsNoneUnlessTheFormulaSaysSo) {
  for (const char* zero : {"0*sin(x)", "floor(x)", "exp(-1e16*(x - 0.3333)^2)"}) {
    const Problem problem = problem_of(zero, Estimator::mean, {});
    const Search search = search_reference(problem, integrand_of(zero));
    EXPECT_FALSE(search.reference) << zero;
    EXPECT_GT(search.zeros, 200'000U) << zero;
  }
  for (const char* zero : {"0", "x - x", "0*x"}) EXPECT_EQ(reference(zero)->value, 0) << zero;
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

TEST(Reference, SeesWhatIsSmallBesideTheInterval) {
  const double root_pi = std::sqrt(std::acos(-1.0));
  const auto expect = [](const char* formula, double from, double to, double exact) {
    const auto found = reference(formula, from, to);
    ASSERT_TRUE(found) << formula;
    EXPECT_NEAR(found->value, exact, 2e-10 * exact) << formula << ' ' << found->how;
  };
  expect("exp(-x^2)", -1e6, 1e6, root_pi);
  expect("exp(-(x - 0.3)^2)", -1e6, 1e6, root_pi);
  expect("exp(-(x - 12345.6)^2)", -1e6, 1e6, root_pi);
  expect("exp(-x^2)", -1720, 1720, root_pi);
  expect("exp(-x^2)", -1e12, 1e12, root_pi);
  EXPECT_FALSE(reference("exp(-x^2)", -1e300, 1e300));  // 0 wherever it looks
  expect("(x <= 0) + 1e-6", -1, 1e6, 2.000001);
  expect("(x <= 0.3) + 1e-6", -1, 1e6, 2.300001);
  expect("(x >= 999999.5) + 1e-6", 0, 1e6, 1.5);
  expect("0.001 + exp(-(x - 800)^2/2)", 0, 1e6, 1000 + std::sqrt(2.0) * root_pi);
  expect("1 + 1e3*exp(-((x - 0.50801356)*1e6)^2)", 0, 1, 1 + 1e-3 * root_pi);
  expect("exp(-2e7*(x - 0.3)^2)", 0, 1, root_pi / std::sqrt(2e7));
  expect("exp(-x)", 0, 9e4, 1);
  expect("x^40000", 0, 1, 1.0 / 40001);
}

TEST(Reference, SeesWhatLiesBesideAJump) {
  // A jump is found and halved down to; the peak lies between two nodes of the piece beside it.
  const double root_pi = std::sqrt(std::acos(-1.0));
  const auto found = reference("1 + (x < 0.499999) + 1e4*exp(-((x - 0.5001251703)*5e6)^2)");
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->value, 1.499999 + root_pi * 2e-3, 1e-11);
}

TEST(Reference, IsRightWhereDoublesEnd) {
  EXPECT_NEAR(reference("1", 0, 1e308)->value / 1e308, 1, 1e-14);
  EXPECT_NEAR(reference("x/1e308", 0, 1e308)->value / 1e308, 0.5, 1e-14);
  EXPECT_NEAR(reference("1", 1.7e308, 1.6e308)->value / -1e307, 1, 1e-13);
  EXPECT_NEAR(reference("1", 0, 1e-300)->value / 1e-300, 1, 1e-14);
  EXPECT_NEAR(reference("x", 1e15, 1e15 + 8)->value / 8000000000000032, 1, 1e-14);
}

TEST(Reference, SaysAtHowManyPointsItLooked) {
  std::uint64_t computed = 0;
  const Integrand counting = [&](std::span<const double> x, std::span<double> y) {
    computed += x.size();
    std::ranges::transform(x, y.begin(), [](double at) { return at < 0.3 ? 0.0 : 1.0; });
  };
  const auto found = quadrature(counting, 0, 1, {});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->value, 0.7, 1e-12);
  EXPECT_EQ(found->points % 61, 0U);  // the rule's; in blocks of 64
  EXPECT_EQ(found->points / 61 * 64, computed);
  const std::string how = reference("x + 0*(x < 0.5)")->how;
  EXPECT_TRUE(how.starts_with("adaptive Gauss-Kronrod quadrature at 2")) << how;
  EXPECT_TRUE(how.ends_with(",953 points") || how.ends_with(" points")) << how;
}

TEST(Reference, EndsWhenItsEffortIsSpent) {
  std::uint64_t computed = 0, pauses = 0;
  const Integrand jumps = [&](std::span<const double> x, std::span<double> y) {
    computed += x.size();
    std::ranges::transform(x, y.begin(), [](double at) { return std::floor(3000.5 * at); });
  };
  const double cost = 2000, most = 5e8;
  EXPECT_FALSE(quadrature(jumps, 0, 1, {cost, most, [&] { ++pauses; }}));
  EXPECT_GT(static_cast<double>(computed) * cost, most);
  EXPECT_LT(static_cast<double>(computed) * cost, 1.1 * most);
  EXPECT_GT(pauses, 400U);
}

TEST(Reference, EndsWhereAPauseThrows) {
  struct Stop {};
  int pauses = 0;
  const auto stop = [&] {
    if (++pauses == 3) throw Stop{};
  };
  EXPECT_THROW(quadrature(integrand_of("floor(1000*x)"), 0, 1, {1e4, 1e12, stop}), Stop);
}

TEST(Reference, TheUsersValueWins) {
  Problem problem = problem_of("x", Estimator::mean, {});
  problem.exact = 42;
  const auto found = find_reference(problem, integrand_of("x"));
  EXPECT_EQ(found->value, 42);
  EXPECT_EQ(found->how, "exact");
}

// The integral, and three moments of `mean`; each search may end some hundreds of points behind its end.
TEST(Knowledge, TakesTwiceTheEffortAtMost) {
  const Integrand f = integrand_of("abs(sin(300*x))");
  std::size_t points = 0;
  const Integrand counted = [&](std::span<const double> x, std::span<double> y) {
    points += x.size();
    f(x, y);
  };
  const Problem problem = problem_of("abs(sin(300*x))", Estimator::mean, {});
  const Effort effort{.cost = 100, .most = 1e8, .pause = {}};
  const Knowledge known = knowledge_of(problem, counted, effort);
  EXPECT_TRUE(known.reference && known.law.known);
  EXPECT_LT(static_cast<double>(points) * effort.cost, 2.1 * effort.most);
}

}  // namespace
}  // namespace quadrille::integrate
