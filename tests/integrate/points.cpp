#include "integrate/points.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "vector/target.hpp"

namespace quadrille::integrate {
namespace {

constexpr double low = -0.7, length = 3.1, high = low + length;
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
      place_in_interval(low, length, uniform);
      place_in_middles(low, length, first, n, middle);
      place_in_strata(low, length / 20, high, 15, stratum);  // the strata from 20 on would lie beyond
      for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<double>(first + i), of = static_cast<double>(15 + i);
        EXPECT_EQ(uniform[i], low + length * u[i]) << target;
        EXPECT_EQ(middle[i], low + length * ((number + 0.5) / static_cast<double>(n))) << target;
        EXPECT_EQ(stratum[i], std::min(low + length / 20 * (of + u[i]), high)) << target;
      }
    }
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::integrate
