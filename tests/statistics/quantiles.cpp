#include "quadrille/statistics/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "statistics/samples.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Quantiles quantiles_of(const std::vector<double>& values, const Grid& grid) {
  Quantiles result(grid);
  result.add(values);
  return result;
}

Quantiles quantiles_of(const std::vector<double>& values) { return quantiles_of(values, grid_of(values)); }

/// k/n for each k, whose quantile is the k-th smallest.
double level(std::size_t k, std::size_t n) { return static_cast<double>(k) / static_cast<double>(n); }

/// Bins' width at x, as promised.
double width(const Grid& grid, double x) {
  const double distance = std::fabs(x - grid.centre);
  return distance < 8 * grid.scale ? grid.scale / 512 : distance / 128;
}

/// Every quantile is within a bin of the true one, none decreases, and the ends are exact.
void expect_close(std::vector<double> values, const Grid& grid) {
  const Quantiles quantiles = quantiles_of(values, grid);
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  double before = -infinity;
  for (std::size_t k = 1; k <= n; k += 1 + n / 1000) {
    const double found = *quantiles.quantile(level(k, n));
    ASSERT_NEAR(found, values[k - 1], width(grid, values[k - 1])) << k;
    ASSERT_GE(found, before) << k;
    before = found;
  }
  EXPECT_EQ(quantiles.quantile(0), values.front());
  EXPECT_EQ(quantiles.quantile(1), values.back());
}

TEST(Quantiles, AreWithinABin) {
  const auto logistic = [](double u) { return 3 + std::log((u + 1e-17) / (1 - u)); };
  const auto cauchy = [](double u) { return std::tan(3.14159 * (u - 0.5)); };
  const auto of_all_sizes = [](double u) { return (u < 0.5 ? -1 : 1) * std::exp(1000 * u - 400); };
  const auto with_gap = [](double u) { return u < 0.9 ? u : 1e9 + u; };
  for (const auto& values : {uniforms(20'000), sample(20'000, logistic), sample(20'000, cauchy),
                             sample(20'000, of_all_sizes), sample(20'000, with_gap), sample(9, logistic)}) {
    expect_close(values, grid_of(std::span(values).first(std::min<std::size_t>(values.size(), 1000))));
  }
}

TEST(Quantiles, AreWithinABinOnAGridThatDoesNotFit) {
  const auto values = sample(5000, [](double u) { return 1e6 + u; });
  for (const Grid& grid : {Grid{0, 1}, Grid{1e6, 1e-9}, Grid{2e6, 1e5}, Grid{-1e300, 1e250}}) {
    expect_close(values, grid);
  }
}

// (x - centre) * 512 / scale is infinite for four of the finite values.
TEST(Quantiles, AreInOrderWhereBinsOverflow) {
  const std::vector<double> values = {-infinity, -1e308, -1e300, -1, 0, 1, 1e300, 1e308, infinity};
  const Quantiles quantiles = quantiles_of(values, {0, 0x1p-900});
  for (std::size_t k = 1; k <= 9; ++k) EXPECT_EQ(quantiles.quantile(level(k, 9)), values[k - 1]);
}

TEST(Quantiles, AreExactForTwoValuesInABin) {
  const auto values = sample(2000, [](double u) { return u < 0.5 ? -u : u * u * u; });
  for (std::size_t i = 0; i < values.size(); i += 2) {
    const auto [least, greatest] = std::minmax(values[i], values[i + 1]);
    const Quantiles quantiles = quantiles_of({greatest, least}, {-5, 1e4});
    ASSERT_EQ(quantiles.quantile(0.5), least);
    ASSERT_EQ(quantiles.quantile(1), greatest);
  }
}

TEST(Quantiles, AreInOrderWhereTheTailsBegin) {
  std::vector<double> values;
  for (const double edge : {-4096.0, -4095.0, 4095.0, 4096.0, 4128.0, 8192.0}) {
    const double x = 10 + edge / 512;
    values.insert(values.end(), {x, std::nextafter(x, -infinity), std::nextafter(x, infinity)});
  }
  expect_close(values, {10, 1});
}

TEST(Quantiles, AreExactForFewValues) {
  const std::vector<double> values = {0.5, -3, 8, 2.25, 1, 1, 7, -0.125, 100, 3};
  const Quantiles quantiles = quantiles_of(values);
  auto sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t k = 1; k <= 10; ++k) {
    EXPECT_EQ(quantiles.quantile(level(k, 10)), sorted[k - 1]);
    EXPECT_EQ(quantiles.quantile(level(k, 10) - 0.01), sorted[k - 1]);
  }
  EXPECT_EQ(quantiles.count(), 10u);
}

TEST(Quantiles, AreExactForDiscreteData) {
  const auto coin = [](double u) { return u < 0.3 ? 1.0 : 0.0; };
  const auto geometric = [](double u) { return std::floor(std::log(1 - u) / std::log(0.7)); };
  const auto tenths = [](double u) { return std::floor(u * u * 100) / 10 - 3; };
  for (auto values : {sample(10'000, coin), sample(10'000, geometric), sample(10'000, tenths)}) {
    const Quantiles quantiles = quantiles_of(values, grid_of(std::span(values).first(100)));
    std::sort(values.begin(), values.end());
    for (std::size_t k = 1; k <= values.size(); k += 7) {
      ASSERT_EQ(quantiles.quantile(level(k, values.size())), values[k - 1]) << k;
    }
  }
}

// A payoff: three fifths are 0, and their bin holds others besides.
TEST(Quantiles, AreExactInAnAtomAtTheEnd) {
  auto values = sample(100'000, [](double u) { return std::max(u - 0.6, 0.0); });
  const Quantiles quantiles = quantiles_of(values, grid_of(std::span(values).first(1000)));
  std::sort(values.begin(), values.end());
  for (std::size_t k = 1; values[k - 1] == 0; k += 99)
    ASSERT_EQ(quantiles.quantile(level(k, 100'000)), 0) << k;
  EXPECT_EQ(quantiles.standard_error(0.3), 0);
  expect_close(values, quantiles.grid());
}

// All in one bin: 97 values equally far apart, and among them two atoms.
TEST(Quantiles, AreExactInAtomsWithinABin) {
  std::vector<double> values(1000, 0.25);
  values.insert(values.end(), 500, 0.75);
  for (int i = 0; i < 97; ++i) values.push_back(i / 97.0);
  const Quantiles quantiles = quantiles_of(values, {0.0, 512.0, {0.25, 0.75}});
  std::sort(values.begin(), values.end());
  for (std::size_t k = 1; k <= values.size(); ++k) {
    ASSERT_NEAR(*quantiles.quantile(level(k, 1597)), values[k - 1], 1e-15) << k;
    if (values[k - 1] == 0.25 || values[k - 1] == 0.75) {
      ASSERT_EQ(quantiles.quantile(level(k, 1597)), values[k - 1]) << k;
    }
  }
}

// An atom that the pilot met and these values did not, in their bin but below or above all of them.
TEST(Quantiles, AreAmongTheValuesWhereAnAtomIsNot) {
  std::vector<double> values;
  for (int i = 1; i <= 9; ++i) values.push_back(0.1 * i);
  for (const double atom : {0.05, 0.95}) {
    const Grid grid = {0.0, 512.0, {atom}};
    expect_close(values, grid);
    for (std::size_t k = 1; k <= values.size(); ++k)
      ASSERT_NEAR(*quantiles_of(values, grid).quantile(level(k, 9)), values[k - 1], 1e-15) << k;
  }
}

TEST(Quantiles, AreInOrderAroundAtoms) {
  const Grid grid = {0.0, 512.0, {-0.0, 0.3, 0.3000001, 1.0, 2.5}};
  for (const double alone : {0.0, 0.1, 0.3, 0.30000005, 0.5, 1.0, 1.5, 2.75}) {
    std::vector<double> values = {alone};
    for (const double atom : grid.atoms) values.insert(values.end(), 3, atom);
    expect_close(values, grid);
  }
}

// More values come to a bin than its word of recent counts holds; between them, and around, others.
TEST(Quantiles, CountMillions) {
  const auto two_and_all = [](double u) { return u < 0.5 ? 0.25 : u < 0.9 ? 0.25 + 1e-6 * u : 20 * u; };
  const auto values = sample(1'000'000, two_and_all);
  expect_close(values, {0, 1});
}

// 1023 equal values and another one in the same bin: in whatever order, nothing is left of them but the bin.
TEST(Quantiles, ABinOfManyDifferentValuesIsJustABin) {
  for (const std::size_t place : {0u, 1u, 2u, 600u, 1023u}) {
    std::vector<double> values(1024, 1.25);
    values[place] = 1.5;
    values.push_back(-100);
    values.push_back(100);
    const Quantiles quantiles = quantiles_of(values, {0, 512});  // bins of 1
    EXPECT_EQ(quantiles.quantile(level(2, 1026)), 1) << place;
    EXPECT_EQ(quantiles.quantile(level(1025, 1026)), 2) << place;
  }
}

// A quarter of the doubles around 1 are between one bin's beginning and the next: 2^-51 apart.
TEST(Quantiles, AreInOrderWhereBinsAreHardlyWiderThanTheSpacingOfDoubles) {
  std::vector<double> values;
  double x = 1;
  for (int i = 0; i < 1000; ++i) {
    values.insert(values.end(), static_cast<std::size_t>(1 + i % 5), x);
    x = std::nextafter(x, 2.0);
  }
  for (const double scale : {0x1p-45, 0x1p-42, 0x1.5p-41}) expect_close(values, {x, scale});
}

TEST(Quantiles, AreInProportionToTheRankWithinABin) {
  const Quantiles quantiles = quantiles_of({1, 2, 4, 6, 7}, {0, 1e4});  // a bin is 19.5 wide
  EXPECT_EQ(quantiles.quantile(0.2), 1);
  EXPECT_EQ(quantiles.quantile(0.4), 2.5);
  EXPECT_EQ(quantiles.quantile(0.6), 4);
  EXPECT_EQ(quantiles.quantile(0.8), 5.5);
  EXPECT_EQ(quantiles.quantile(1), 7);
}

// 0.07 * 100 is 7.000000000000001 in doubles.
TEST(Quantiles, RanksAreNotRoundedUp) {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  const Quantiles quantiles = quantiles_of(values);
  for (int i = 1; i <= 100; ++i) EXPECT_EQ(quantiles.quantile(i / 100.0), i);
}

TEST(Quantiles, InfinitiesAreRanked) {
  const Quantiles quantiles =
      quantiles_of({1, infinity, -infinity, 2, -infinity, -infinity, infinity, infinity});
  EXPECT_EQ(quantiles.count(), 8u);
  const double sorted[] = {-infinity, -infinity, -infinity, 1, 2, infinity, infinity, infinity};
  for (std::size_t k = 1; k <= 8; ++k) EXPECT_EQ(quantiles.quantile(level(k, 8)), sorted[k - 1]);
}

TEST(Quantiles, NaNIsNotSkipped) {
  for (std::size_t place = 0; place < 19; ++place) {
    std::vector<double> values(19, 1);
    values[place] = nan;
    const Quantiles quantiles = quantiles_of(values);
    EXPECT_EQ(quantiles.count(), 19u);
    EXPECT_TRUE(std::isnan(*quantiles.quantile(0.5)));
    EXPECT_TRUE(std::isnan(*quantiles.quantile(0)));
  }
}

TEST(Quantiles, WhatDoesNotExist) {
  EXPECT_FALSE(Quantiles().quantile(0.5));
  EXPECT_FALSE(Quantiles().standard_error(0.5));
  const Quantiles one = quantiles_of({5});
  EXPECT_EQ(one.quantile(0.5), 5);
  EXPECT_FALSE(one.standard_error(0.5));
  const Quantiles two = quantiles_of({5, 6});
  EXPECT_TRUE(two.standard_error(0.5));
  EXPECT_FALSE(two.standard_error(0));
  EXPECT_FALSE(two.standard_error(1));
  for (const double p : {-0.1, 1.1, nan}) EXPECT_THROW(two.quantile(p), std::invalid_argument);
}

// Evenly spaced values have density 1 and so, to the bins' width, sqrt(p (1 - p) / n).
TEST(Quantiles, StandardErrorOfAUniformsQuantile) {
  std::vector<double> values;
  for (int i = 0; i < 10'000; ++i) values.push_back((i + 0.5) / 10'000);
  const Quantiles quantiles = quantiles_of(values);
  EXPECT_NEAR(*quantiles.standard_error(0.5), 0.005, 0.00015);
  EXPECT_NEAR(*quantiles.standard_error(0.1), 0.003, 0.00015);
}

}  // namespace
}  // namespace quadrille::statistics
