#include "quadrille/statistics/moments.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include "statistics/samples.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Moments, OfOneToN) {
  for (std::size_t length = 1; length <= 300; ++length) {
    std::vector<double> values(length);
    std::iota(values.begin(), values.end(), 1);
    const auto n = static_cast<double>(length);
    const double centre = std::floor(n / 2);
    const Moments m = moments_of(values, {centre, 1});
    EXPECT_EQ(m.count, length);
    EXPECT_EQ(m.mean, (n + 1) / 2 - centre);
    EXPECT_DOUBLE_EQ(m.m2, n * (n * n - 1) / 12);
    EXPECT_EQ(m.m3, 0);
    EXPECT_DOUBLE_EQ(m.m4, n * (n * n - 1) * (3 * n * n - 7) / 240);
  }
}

TEST(Moments, OfBernoulli) {
  const double values[] = {0, 0, 0, 1};  // p = 1/4
  const Moments m = moments_of(values, {});
  const double pq = 0.25 * 0.75;
  EXPECT_DOUBLE_EQ(*m.variance(), 4 * pq / 3);
  EXPECT_DOUBLE_EQ(*m.sd(), std::sqrt(4 * pq / 3));
  EXPECT_DOUBLE_EQ(*m.standard_error(), std::sqrt(pq / 3));
  EXPECT_DOUBLE_EQ(*m.skewness(), (1 - 2 * 0.25) / std::sqrt(pq));
  EXPECT_DOUBLE_EQ(*m.kurtosis(), 1 / pq - 3);
}

TEST(Moments, WhatDoesNotExist) {
  const Moments none = moments_of({}, {});
  EXPECT_EQ(none.count, 0u);
  EXPECT_FALSE(none.variance() || none.sd() || none.standard_error() || none.skewness() || none.kurtosis());

  const double one_value[] = {3};
  const Moments one = moments_of(one_value, {});
  EXPECT_EQ(one.mean, 3);
  EXPECT_FALSE(one.variance() || one.sd() || one.standard_error() || one.skewness() || one.kurtosis());
}

TEST(Moments, EqualValuesHaveNoSpread) {
  for (const double value : {0.1, -1e9 / 3, 1e-310, 7e200}) {
    for (const std::size_t length : {2u, 7u, 100u, 1000u, 1024u}) {
      const std::vector<double> values(length, value);
      const Moments m = moments_of(values, grid_of(values));
      for (const double x : {m.mean, m.m2, m.m3, m.m4}) EXPECT_EQ(x, 0);
      EXPECT_FALSE(m.skewness() || m.kurtosis());
    }
  }
}

/// Two passes, one value after the other.
struct Simple {
  Simple(const std::vector<double>& values, const Grid& grid) {
    const auto z = [&](double x) { return (static_cast<long double>(x) - grid.centre) / grid.unit(); };
    for (const double x : values) mean += z(x) / static_cast<long double>(values.size());
    for (const double x : values) {
      const long double d = z(x) - mean;
      m2 += d * d;
      m3 += d * d * d;
      m4 += d * d * d * d;
    }
  }

  long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
};

void expect_simple(const std::vector<double>& values, const Grid& grid, double tolerance) {
  const Moments m = moments_of(values, grid);
  const Simple simple(values, grid);
  const auto n = static_cast<long double>(values.size());
  const auto sd = std::sqrt(simple.m2 / n);
  EXPECT_NEAR(m.mean, static_cast<double>(simple.mean), tolerance * static_cast<double>(sd));
  EXPECT_NEAR(m.m2 / static_cast<double>(simple.m2), 1, tolerance);
  EXPECT_NEAR(m.m3, static_cast<double>(simple.m3), tolerance * static_cast<double>(n * sd * sd * sd));
  EXPECT_NEAR(m.m4 / static_cast<double>(simple.m4), 1, tolerance);
}

TEST(Moments, AgreeWithASimpleVersion) {
  const auto exponential = [](double u) { return -std::log(1 - u); };
  const auto far = [](double u) { return 1e9 + std::floor(u * u * 10); };
  const auto heavy = [](double u) { return std::exp(8 * u * u); };
  // Half of them below 1e-136: fourth powers in units of their quartiles' distance would be infinite.
  const auto likelihood = [](double u) { return std::exp(-5000 * (u - 0.5) * (u - 0.5)); };
  for (const auto& values : {uniforms(1024), sample(1024, exponential), sample(1000, far),
                             sample(1024, heavy), sample(1024, likelihood)}) {
    Grid grid = grid_of(values);
    expect_simple(values, grid, 2e-14);
    // Three standard deviations off, which a median never is: fourth powers of up to 4 cancel to 3.
    grid.centre += 3 * *mean_skewness_of(values).sd();
    expect_simple(values, grid, 2e-12);
  }
}

TEST(Moments, TheUnitOfTheDataDoesNotMatter) {
  const auto values = sample(1024, [](double u) { return -std::log(1 - u); });
  const Grid grid = grid_of(values);
  const std::string expected = bytes(moments_of(values, grid));
  for (const double unit : {0x1p-990, 0x1p-300, 0x1p3, 0x1p280, 0x1p990}) {
    std::vector<double> scaled = values;
    for (double& x : scaled) x *= unit;
    EXPECT_EQ(bytes(moments_of(scaled, grid_of(scaled))), expected) << unit;
  }
}

TEST(Moments, NaNIsNotSkipped) {
  for (std::size_t place = 0; place < 21; ++place) {
    std::vector<double> values(21, 1.5);
    values[place] = nan;
    const Moments m = moments_of(values, {1, 2});
    EXPECT_EQ(m.count, 21u);
    for (const double x : {m.mean, m.m2, m.m3, m.m4}) EXPECT_TRUE(std::isnan(x)) << place;
  }
}

TEST(Moments, AnInfinityIsTheMean) {
  const double one_sided[] = {1, infinity, -2};
  const Moments m = moments_of(one_sided, {});
  EXPECT_EQ(m.mean, infinity);
  for (const double x : {m.m2, m.m3, m.m4}) EXPECT_TRUE(std::isnan(x));
  const double both[] = {1, infinity, -infinity};
  EXPECT_TRUE(std::isnan(moments_of(both, {}).mean));
}

double sum_of_lanes(const std::array<double, 8>& lane) {
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

// The eight lanes, one by one, in plain C++.
TEST(Moments, HaveTheFixedOrder) {
  const std::vector<double> values = uniforms(1003);
  std::array<double, 8> first{}, second{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double z = (values[i] - 0.4) * 4;
    first[i % 8] += z;
    second[i % 8] += z * z;
  }
  const double s1 = sum_of_lanes(first), mean = s1 / 1003;
  const Moments m = moments_of(values, {0.4, 0.3});
  EXPECT_EQ(m.mean, mean);
  EXPECT_EQ(m.m2, sum_of_lanes(second) - s1 * mean);
}

TEST(Moments, TheSameBitsOnEveryTarget) {
  std::map<std::size_t, std::string> expected;
  on_every_target([&](const std::string& target) {
    for (std::size_t length = 0; length <= 1100; length += length < 40 ? 1 : 53) {
      auto values = sample(length, [](double u) { return 1 / (u - 0.3); });
      if (length == 17) values[16] = nan;
      if (length == 18) values[3] = infinity;
      const std::string found = bytes(moments_of(values, {0.1, 0.7})) + bytes(mean_skewness_of(values));
      EXPECT_EQ(expected.try_emplace(length, found).first->second, found) << target << " " << length;
    }
  });
}

TEST(Moments, AreSerialised) {
  const Moments m = moments_of(uniforms(100), {});
  EXPECT_EQ(bytes(from_bytes<Moments>(bytes(m))), bytes(m));
  EXPECT_EQ(from_bytes<Moments>(bytes(m)).m4, m.m4);
  EXPECT_EQ(from_bytes<Moments>(bytes(m)).count, 100u);
}

}  // namespace
}  // namespace quadrille::statistics
