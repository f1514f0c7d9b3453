#include "quadrille/integrate/points.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/vector/target.hpp"

namespace quadrille::integrate {
namespace {

constexpr double low = -0.7, high = 2.4, length = high - low;
constexpr Interval interval{low, high};
constexpr std::uint64_t first = 123'456'789, n = 1'000'000'007;

/// Fractions of one, both ends among them.
std::vector<double> fractions(std::size_t count) {
  std::vector<double> u(count);
  for (std::size_t i = 0; i < count; ++i) u[i] = static_cast<double>(i * 7919 % 17) / 16;
  return u;
}

TEST(Points, AreTheFormulasOnEveryTargetAndAtEveryLength) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    for (std::size_t count = 0; count <= 40; ++count) {
      const auto u = fractions(count);
      auto uniform = u, middle = u, stratum = u;
      place_in_interval(interval, uniform);
      place_in_middles(interval, first, n, middle);
      place_in_strata(interval, length / 20, 15, stratum);  // the strata from 20 on would lie beyond
      for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<double>(first + i), of = static_cast<double>(15 + i);
        EXPECT_EQ(uniform[i], std::min(low + length * u[i], high)) << target;
        EXPECT_EQ(middle[i], low + length * ((number + 0.5) / static_cast<double>(n))) << target;
        EXPECT_EQ(stratum[i], std::min(low + length / 20 * (of + u[i]), high)) << target;
      }
    }
  }
  vector::choose_target(vector::available_targets().front());
}

TEST(Points, StayInTheInterval) {
  // Lengths that round up, intervals of few doubles, subnormal ones; `last` is the last uniform below 1.
  const double last = 1 - 0x1p-53, large = 0x1p53, least = 5e-324;
  for (const Interval& narrow : {Interval{1, large + 2}, Interval{-1, large}, Interval{1e15, 1e15 + 8},
                                 Interval{1, 1 + 0x1p-52}, Interval{0, least}, Interval{-least, least}}) {
    std::vector<double> u{last, 0x1p-53, 0.5, last, last, last, last, last, last};
    auto strata = u, middles = u;
    place_in_interval(narrow, u);
    place_in_strata(narrow, narrow.length() / 9, 0, strata);
    place_in_middles(narrow, 0, 9, middles);
    for (const auto* points : {&u, &strata, &middles})
      for (const double x : *points) EXPECT_TRUE(narrow.low <= x && x <= narrow.high) << x;
  }
}

}  // namespace
}  // namespace quadrille::integrate
