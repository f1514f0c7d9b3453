#include "quadrille/statistics/fit.hpp"

#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::statistics {
namespace {

TEST(Slope, OfAStraightLine) {
  const double x[] = {1, 2, 4, 8}, y[] = {7, 5, 1, -7};
  EXPECT_DOUBLE_EQ(*slope(x, y), -2);
}

TEST(Slope, OfAnscombesFirstSet) {
  const double x[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  const double y[] = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  EXPECT_NEAR(*slope(x, y), 0.5000909, 5e-8);
}

TEST(Slope, FarFromZero) {
  const double x[] = {1e9 + 1, 1e9 + 2, 1e9 + 3}, y[] = {1e9, 1e9 + 1, 1e9 + 5};
  EXPECT_DOUBLE_EQ(*slope(x, y), 2.5);
}

TEST(Slope, DoesNotExist) {
  const double one[] = {1}, equal[] = {2, 2, 2}, y[] = {1, 2, 3};
  EXPECT_FALSE(slope({}, {}));
  EXPECT_FALSE(slope(one, one));
  EXPECT_FALSE(slope(equal, y));
  EXPECT_THROW(slope(one, y), std::invalid_argument);
}

TEST(Satterthwaite, EqualVariancesAddTheirDegrees) {
  const double v = 0.3, df = 4;
  EXPECT_DOUBLE_EQ(*satterthwaite(5 * v, 5 * v * v / df), 20);
}

TEST(Satterthwaite, OneVarianceKeepsItsDegrees) {
  EXPECT_DOUBLE_EQ(*satterthwaite(2, 2.0 * 2 / 7), 7);
  EXPECT_EQ(*satterthwaite(0.1, 0.1 * 0.1 * (1 + 1e-15)), 1);
}

// Welch's test of s^2/n = 3/10 (9 degrees) against 8/20 (19 degrees).
TEST(Satterthwaite, OfTwoSamples) {
  EXPECT_NEAR(*satterthwaite(0.3 + 0.4, 0.3 * 0.3 / 9 + 0.4 * 0.4 / 19), 0.49 / (0.01 + 0.16 / 19), 1e-12);
}

TEST(Satterthwaite, OfNoVarianceDoesNotExist) { EXPECT_FALSE(satterthwaite(0, 0)); }

}  // namespace
}  // namespace quadrille::statistics
