#include "quadrille/scaling/laws.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::scaling {
namespace {

constexpr std::array processes = {1.0, 2.0, 4.0, 8.0, 16.0};

template <class Speedup>
std::vector<Point> points_of(const Speedup& speedup) {
  std::vector<Point> points;
  for (const double p : processes) points.push_back({p, speedup(p)});
  return points;
}

TEST(Laws, amdahl_is_recovered) {
  for (const double fraction : {0.0, 0.01, 0.3, 1.0}) {
    const auto points = points_of([&](double p) { return amdahl_speedup(fraction, p); });
    EXPECT_NEAR(*amdahl_fraction(points), fraction, 1e-14);
    for (std::size_t i = 1; i < points.size(); ++i) EXPECT_NEAR(karp_flatt(points[i]), fraction, 1e-14);
  }
  EXPECT_DOUBLE_EQ(amdahl_speedup(0.1, 10), 1 / 0.19);
}

TEST(Laws, gustafson_is_recovered) {
  for (const double fraction : {0.0, 0.2, 1.0})
    EXPECT_NEAR(*gustafson_fraction(points_of([&](double p) { return gustafson_speedup(fraction, p); })),
                fraction, 1e-14);
  EXPECT_DOUBLE_EQ(gustafson_speedup(0.1, 10), 9.1);
}

TEST(Laws, one_process_says_nothing) {
  const std::vector<Point> alone = {{1, 1}};
  EXPECT_FALSE(amdahl_fraction(alone));
  EXPECT_FALSE(gustafson_fraction(alone));
  EXPECT_FALSE(usl(alone));
}

TEST(Laws, karp_flatt_on_paper) {
  // Two processes, speedup 1.6: (1/1.6 - 1/2) / (1 - 1/2) = 0.25.
  EXPECT_DOUBLE_EQ(karp_flatt({2, 1.6}), 0.25);
}

TEST(Laws, universal_scalability_is_recovered) {
  const Usl law{0.02, 0.001};
  const auto found = usl(points_of([&](double p) { return law.speedup(p); }));
  EXPECT_NEAR(found->contention, law.contention, 1e-13);
  EXPECT_NEAR(found->coherency, law.coherency, 1e-13);
  EXPECT_DOUBLE_EQ(*law.peak(), std::sqrt(0.98 / 0.001));
  EXPECT_GT(law.speedup(31), law.speedup(20));
  EXPECT_GT(law.speedup(31), law.speedup(45));
}

TEST(Laws, universal_scalability_without_coherency_is_amdahls) {
  const auto found = usl(points_of([](double p) { return amdahl_speedup(0.05, p); }));
  EXPECT_NEAR(found->contention, 0.05, 1e-13);
  EXPECT_NEAR(found->coherency, 0, 1e-13);
  EXPECT_FALSE((Usl{0.05, 0}).peak());
}

TEST(Laws, coefficients_are_never_negative) {
  // Contention of -0.01 would fit exactly: the best without it is taken.
  const auto superlinear = usl(points_of([](double p) { return Usl{-0.01, 0.001}.speedup(p); }));
  EXPECT_EQ(superlinear->contention, 0);
  EXPECT_GT(superlinear->coherency, 0);
  const auto bending_up = usl(points_of([](double p) { return Usl{0.05, -0.0005}.speedup(p); }));
  EXPECT_GT(bending_up->contention, 0);
  EXPECT_EQ(bending_up->coherency, 0);
}

}  // namespace
}  // namespace quadrille::scaling
