#include "quadrille/report/prediction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/scaling/prediction.hpp"

namespace quadrille::report {
namespace {

using testing::HasSubstr;

/// 100 s of work, of which 4 processes make 26 s: 1 s of it is the scatter.
scaling::Forecast forecast() {
  scaling::Forecast found{
      .work = "simulate --draws 1000 --seed 1", .busy = 2, .costs = {}, .network = {}, .rows = {}};
  found.costs.busy = 1.25 * found.costs.alone;
  found.costs.take_over = 2e-9;
  found.spread = 0.0123;
  found.launch = 0.2;
  found.rows.push_back({.processes = 1, .chain = {.kernels = 100}, .slowest = 100, .mean = 100});
  found.rows.push_back({.processes = 4,
                        .chain = {.scatter = 1, .kernels = 25},
                        .slowest = 25,
                        .mean = 25,
                        .speedup = 100.0 / 26});
  return found;
}

TEST(Prediction, says_what_is_lost_what_was_measured_and_what_is_assumed) {
  const auto said = sentences(forecast());
  ASSERT_EQ(said.size(), 4U);
  EXPECT_EQ(said[0], "Predicted, not measured.");
  EXPECT_EQ(said[1], "On 4 processes the largest part of the 1 s beyond the kernels is the scatter (1 s).");
  EXPECT_EQ(
      said[2],
      "Measured here, on simulate --draws 1000 --seed 1: the cost of items to within 1.2 % (1.25 times as "
      "much with 2 processes at work as with one); to send a message, 1 us; to merge a result, 2 ns a "
      "byte.");
  EXPECT_EQ(
      said[3],
      "Assumed: a latency of 2 us and 10 GB/s between any two processes, no two messages on one link, a "
      "processor like those here for each; start-up, here 200 ms, apart.");
}

TEST(Prediction, more_speedup_than_processes_is_explained) {
  scaling::Forecast fast = forecast();
  fast.costs.busy = 0.966 * fast.costs.alone;
  fast.spread = 0.04;
  fast.rows.back() = {
      .processes = 2, .chain = {.kernels = 48.3}, .slowest = 48.3, .mean = 48.3, .speedup = 100 / 48.3};
  const std::string begin =
      "A speedup of 2.07 on 2 processes is more than there are, since items took 3.4 % less with 2 processes "
      "at "
      "work than with one: ";
  EXPECT_EQ(sentences(fast)[1], begin + "no more than the spread of these timings.");
  EXPECT_THAT(table(fast), HasSubstr(begin));
  fast.spread = 0.01;
  EXPECT_EQ(sentences(fast)[1],
            begin +
                "more than the spread of the former, so their shares fit into a cache, or "
                "something else slowed the one process down.");
  fast.spread.reset();
  EXPECT_EQ(sentences(fast)[1], begin + "with so few repeats that may be chance.");
  fast.rows.back().speedup = 2.0004;  // 2 in the table
  EXPECT_THAT(sentences(fast)[1], testing::StartsWith("On 2 processes"));
}

TEST(Prediction, uneven_shares_are_said) {
  scaling::Forecast uneven = forecast();
  uneven.rows.back() = {.processes = 4, .chain = {.kernels = 40}, .slowest = 40, .mean = 25, .speedup = 2.5};
  EXPECT_THAT(sentences(uneven)[1], HasSubstr("15 s of the 15 s beyond the kernels go by because shares"));
}

TEST(Prediction, has_the_same_numbers_in_every_format) {
  const Json json = to_json(forecast());
  EXPECT_EQ(json["calibration"]["spread"], 0.0123);
  EXPECT_EQ(json["calibration"]["launch"], 0.2);
  EXPECT_EQ(json["rows"][1]["seconds"], 26);
  EXPECT_EQ(json["rows"][1]["communication"], 1);
  EXPECT_THAT(csv(forecast()), HasSubstr("\n4,26,"));
  EXPECT_THAT(table(forecast()), HasSubstr("Predicted, not measured."));
  scaling::Forecast few_repeats = forecast();
  few_repeats.spread.reset();
  EXPECT_TRUE(to_json(few_repeats)["calibration"]["spread"].is_null());
}

}  // namespace
}  // namespace quadrille::report
