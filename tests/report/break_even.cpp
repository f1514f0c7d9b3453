#include "quadrille/report/break_even.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/scaling/break_even.hpp"

namespace quadrille::report {
namespace {

using scaling::BreakEven;
using scaling::Faster;

constexpr double never = std::numeric_limits<double>::infinity();

std::string draws(double size) { return "simulate --draws=" + std::to_string(static_cast<int>(1000 * size)); }

BreakEven found(double loses, double wins, const std::vector<std::pair<double, Faster>>& sizes) {
  BreakEven found{.loses = loses, .wins = wins, .tried = {}};
  for (const auto& [size, faster] : sizes)
    found.tried.push_back({.size = size, .races = 6, .median = {0.5, 0.75}, .faster = faster});
  return found;
}

TEST(BreakEven, is_said_with_both_ends) {
  EXPECT_EQ(sentence(found(1, 4, {{1, Faster::one}, {4, Faster::two}}), draws),
            "Break-even: 1 process is done sooner up to simulate --draws=1000; 2 processes, launched by "
            "mpirun, from simulate --draws=4000 on.");
}

TEST(BreakEven, that_was_not_met_is_said_with_what_was_tried) {
  EXPECT_EQ(sentence(found(16, never, {{4, Faster::one}, {16, Faster::one}}), draws),
            "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at no size tried, from "
            "simulate --draws=4000 to simulate --draws=16000.");
  EXPECT_EQ(sentence(found(0, 1, {{4, Faster::two}, {1, Faster::two}}), draws),
            "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at every size tried, from "
            "simulate --draws=1000 to simulate --draws=4000.");
  EXPECT_EQ(sentence(found(16, never, {{16, Faster::one}}), draws),
            "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at no size tried, at "
            "simulate --draws=16000.");
}

TEST(BreakEven, sizes_too_near_to_say_claim_nothing) {
  EXPECT_EQ(sentence(found(4, never, {{4, Faster::one}, {16, Faster::neither}}), draws),
            "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at no size tried where "
            "that could be said, from simulate --draws=4000 to simulate --draws=16000.");
  EXPECT_EQ(sentence(found(0, never, {{1, Faster::neither}, {4, Faster::neither}}), draws),
            "Break-even: 1 process and 2, launched by mpirun, are too near to each other to say, from "
            "simulate --draws=1000 to simulate --draws=4000.");
}

TEST(BreakEven, keeps_what_was_tried_before_a_launch_failed) {
  BreakEven cut_short = found(1, never, {{1, Faster::one}});
  cut_short.failure = "`mpirun ..` ended with status 7";
  const Json json = to_json(cut_short, draws);
  EXPECT_EQ(json["error"], "`mpirun ..` ended with status 7");
  EXPECT_EQ(json["tried"][0]["work"], "simulate --draws=1000");
  EXPECT_EQ(json["tried"][0]["faster"], 1);
  EXPECT_EQ(json["tried"][0]["seconds_2"], 0.75);
  const BreakEven nothing = found(0, never, {});
  EXPECT_EQ(sentence(nothing, draws), "Break-even: not found, for a launch failed.");
  EXPECT_FALSE(to_json(nothing, draws).contains("error"));
}

TEST(BreakEven, undecided_sizes_have_no_faster_one) {
  EXPECT_TRUE(to_json(found(0, never, {{1, Faster::neither}}), draws)["tried"][0]["faster"].is_null());
}

}  // namespace
}  // namespace quadrille::report
