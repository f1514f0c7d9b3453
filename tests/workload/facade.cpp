#include "quadrille/workload/facade.hpp"

#include <cmath>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mpi.h>

#include "harness/harness.hpp"
#include "quadrille/team/mpi_team.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::workload {
namespace {

using harness::team;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

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

/// What is said of a problem with this change.
template <class Change>
std::string refusal(const Change& change) {
  integrate::Problem problem;
  problem.sizes = {10};
  change(problem);
  try {
    workload::integrate(team(), problem, square);
  } catch (const text::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Facade, refuses_a_problem_that_is_none) {
  using integrate::Problem;
  EXPECT_EQ(refusal([](Problem&) {}), "");
  EXPECT_EQ(refusal([](Problem& p) { p.from = std::nan(""); }), "from = nan is no finite bound; give one");
  EXPECT_EQ(refusal([](Problem& p) { p.to = HUGE_VAL; }), "to = inf is no finite bound; give one");
  EXPECT_THAT(refusal([](Problem& p) {
                p.from = -1e308;
                p.to = 1e308;
              }),
              StartsWith("from and to are too far apart"));
  EXPECT_THAT(refusal([](Problem& p) { p.to = 1e-300; }), StartsWith("from and to are too close together"));
  EXPECT_EQ(refusal([](Problem& p) { p.repeats = 0; }), "repeats = 0 are none; give at least 1");
  EXPECT_EQ(refusal([](Problem& p) {
              p.sizes = {10, std::uint64_t{1} << 53};
            }),
            "sizes = 9007199254740992 is 2^53 or more points; give fewer");
  EXPECT_EQ(refusal([](Problem& p) { p.seed = std::uint64_t{1} << 53; }),
            "seed = 9007199254740992 is not below 2^53; give less");
}

TEST(Facade, throws_what_the_callable_throws_on_all_ranks_of_a_team_that_throws) {
  integrate::Problem problem;
  problem.sizes = {10};
  const auto breaking = [](std::span<const double>, std::span<double>) {
    throw std::domain_error("no such value");
  };
  team::MpiTeam members("library", MPI_COMM_WORLD, team::OnError::throw_error);
  EXPECT_THAT([&] { workload::integrate(members, problem, breaking); },
              ThrowsMessage<text::RunError>(HasSubstr("no such value")));
  EXPECT_TRUE(members.is_spent());
  team().barrier();  // nobody waits for a member still
}

TEST(Facade, refuses_a_text_that_is_no_model) {
  EXPECT_THROW(workload::simulate(team(), "y ~ nrmal(0, 1)", 10, 1), text::InputError);
}

}  // namespace
}  // namespace quadrille::workload
