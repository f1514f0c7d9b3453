#include "statistics/moments.hpp"

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
    const Moments m = moments_of(values);
    EXPECT_EQ(m.count, length);
    EXPECT_DOUBLE_EQ(m.mean, (n + 1) / 2);
    EXPECT_DOUBLE_EQ(m.m2, n * (n * n - 1) / 12);
    EXPECT_EQ(m.m3, 0);
    EXPECT_DOUBLE_EQ(m.m4, n * (n * n - 1) * (3 * n * n - 7) / 240);
    EXPECT_EQ(m.min, 1);
    EXPECT_EQ(m.max, n);
  }
}

TEST(Moments, OfBernoulli) {
  const double values[] = {0, 0, 0, 1};  // p = 1/4
  const Moments m = moments_of(values);
  const double pq = 0.25 * 0.75;
  EXPECT_DOUBLE_EQ(*m.variance(), 4 * pq / 3);
  EXPECT_DOUBLE_EQ(*m.sd(), std::sqrt(4 * pq / 3));
  EXPECT_DOUBLE_EQ(*m.standard_error(), std::sqrt(pq / 3));
  EXPECT_DOUBLE_EQ(*m.skewness(), (1 - 2 * 0.25) / std::sqrt(pq));
  EXPECT_DOUBLE_EQ(*m.kurtosis(), 1 / pq - 3);
}

TEST(Moments, WhatDoesNotExist) {
  const Moments none = moments_of({});
  EXPECT_EQ(none.count, 0u);
  EXPECT_EQ(none.min, infinity);
  EXPECT_EQ(none.max, -infinity);
  EXPECT_FALSE(none.variance() || none.sd() || none.standard_error() || none.skewness() || none.kurtosis());

  const double one_value[] = {3};
  const Moments one = moments_of(one_value);
  EXPECT_EQ(one.mean, 3);
  EXPECT_FALSE(one.variance() || one.sd() || one.standard_error() || one.skewness() || one.kurtosis());
}

TEST(Moments, EqualValuesHaveNoSpread) {
  for (const double value : {0.1, -1e9 / 3, 1e-310, 7e70}) {
    for (const std::size_t length : {2u, 7u, 100u, 1000u, 1024u}) {
      const Moments m = moments_of(std::vector<double>(length, value));
      EXPECT_EQ(m.mean, value);
      EXPECT_EQ(m.m2, 0);
      EXPECT_EQ(m.m3, 0);
      EXPECT_EQ(m.m4, 0);
      EXPECT_FALSE(m.skewness() || m.kurtosis());
    }
  }
}

// The values are integers, so their central sums follow exactly from integer sums.
TEST(Moments, FarFromZero) {
  const double offset = 1e9;
  std::vector<double> values = sample(1000, [](double u) { return std::floor(u * u * 10); });
  long double s1 = 0, s2 = 0, s3 = 0, s4 = 0;
  for (double& x : values) {
    s1 += x, s2 += x * x, s3 += x * x * x, s4 += x * x * x * x;
    x += offset;
  }
  const long double n = 1000, mean = s1 / n;
  const long double m2 = s2 - n * mean * mean;
  const long double m3 = s3 - 3 * mean * s2 + 2 * n * mean * mean * mean;
  const long double m4 = s4 - 4 * mean * s3 + 6 * mean * mean * s2 - 3 * n * mean * mean * mean * mean;
  const Moments m = moments_of(values);
  EXPECT_DOUBLE_EQ(m.mean, offset + static_cast<double>(mean));
  EXPECT_NEAR(m.m2 / static_cast<double>(m2), 1, 1e-14);
  EXPECT_NEAR(m.m3 / static_cast<double>(m3), 1, 1e-13);
  EXPECT_NEAR(m.m4 / static_cast<double>(m4), 1, 1e-14);
}

TEST(Moments, NaNIsNotSkipped) {
  for (std::size_t place = 0; place < 21; ++place) {
    std::vector<double> values(21, 1.5);
    values[place] = nan;
    const Moments m = moments_of(values);
    EXPECT_EQ(m.count, 21u);
    for (const double x : {m.mean, m.m2, m.m3, m.m4, m.min, m.max}) EXPECT_TRUE(std::isnan(x)) << place;
  }
}

TEST(Moments, InfinitiesAreRanked) {
  const double one_sided[] = {1, infinity, -2};
  const Moments m = moments_of(one_sided);
  EXPECT_EQ(m.mean, infinity);
  EXPECT_TRUE(std::isnan(m.m2));
  EXPECT_EQ(m.min, -2);
  EXPECT_EQ(m.max, infinity);

  const double both[] = {1, infinity, -infinity};
  EXPECT_TRUE(std::isnan(moments_of(both).mean));
  EXPECT_EQ(moments_of(both).min, -infinity);
  EXPECT_EQ(moments_of(both).max, infinity);
}

// The eight lanes, one by one, in plain C++.
TEST(Moments, TheMeanHasTheFixedOrder) {
  const std::vector<double> values = uniforms(1003);
  double lane[8] = {};
  for (std::size_t i = 0; i < values.size(); ++i) lane[i % 8] += values[i];
  const double sum =
      ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
  const double mean = sum / 1003;
  double off[8] = {};
  for (std::size_t i = 0; i < values.size(); ++i) off[i % 8] += values[i] - mean;
  const double rest = ((off[0] + off[4]) + (off[2] + off[6])) + ((off[1] + off[5]) + (off[3] + off[7]));
  EXPECT_EQ(moments_of(values).mean, mean + rest / 1003);
}

TEST(Moments, TheSameBitsOnEveryTarget) {
  std::map<std::size_t, std::string> expected;
  on_every_target([&](const std::string& target) {
    for (std::size_t length = 0; length <= 1100; length += length < 40 ? 1 : 53) {
      auto values = sample(length, [](double u) { return 1 / (u - 0.3); });
      if (length == 17) values[16] = nan;
      if (length == 18) values[3] = infinity;
      const std::string found = bytes(moments_of(values)) + bytes(mean_variance_of(values));
      EXPECT_EQ(expected.try_emplace(length, found).first->second, found) << target << " " << length;
    }
  });
}

TEST(MeanVariance, IsTheFirstPartOfMoments) {
  for (const std::size_t length : {0u, 1u, 5u, 8u, 1001u}) {
    const std::vector<double> values = uniforms(length);
    const MeanVariance part = moments_of(values);
    EXPECT_EQ(bytes(mean_variance_of(values)), bytes(part));
  }
}

TEST(Moments, AreSerialised) {
  const Moments m = moments_of(uniforms(100));
  EXPECT_EQ(bytes(from_bytes<Moments>(bytes(m))), bytes(m));
  EXPECT_EQ(from_bytes<Moments>(bytes(m)).m4, m.m4);
  EXPECT_EQ(from_bytes<Moments>(bytes(m)).count, 100u);
}

}  // namespace
}  // namespace quadrille::statistics
