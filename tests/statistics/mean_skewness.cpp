#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "quadrille/statistics/moments.hpp"
#include "statistics/samples.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(MeanVariance, OfOneToN) {
  for (std::size_t length = 1; length <= 300; ++length) {
    std::vector<double> values(length);
    std::iota(values.begin(), values.end(), 1);
    const auto n = static_cast<double>(length);
    const MeanVariance m = mean_skewness_of(values);
    EXPECT_EQ(m.count, length);
    EXPECT_DOUBLE_EQ(m.mean, (n + 1) / 2);
    EXPECT_DOUBLE_EQ(m.m2, n * (n * n - 1) / 12);
  }
}

TEST(MeanVariance, OfEqualValues) {
  for (const double value : {0.1, -1e9 / 3, 1e-310, 7e70}) {
    for (const std::size_t length : {2u, 7u, 100u, 1000u, 1024u}) {
      const MeanVariance m = mean_skewness_of(std::vector<double>(length, value));
      EXPECT_EQ(m.mean, value);
      EXPECT_EQ(m.m2, 0);
    }
  }
}

// The values are integers, so their central sum follows exactly from integer sums.
TEST(MeanVariance, FarFromZero) {
  const double offset = 1e9;
  std::vector<double> values = sample(1000, [](double u) { return std::floor(u * u * 10); });
  long double s1 = 0, s2 = 0;
  for (double& x : values) {
    s1 += x, s2 += x * x;
    x += offset;
  }
  const MeanVariance m = mean_skewness_of(values);
  EXPECT_DOUBLE_EQ(m.mean, offset + static_cast<double>(s1 / 1000));
  EXPECT_NEAR(m.m2 / static_cast<double>(s2 - s1 * s1 / 1000), 1, 1e-14);
}

TEST(MeanVariance, OfWhatIsNotFinite) {
  const double broken[] = {1, nan, 2}, one_sided[] = {1, infinity, -2}, both[] = {1, infinity, -infinity};
  EXPECT_TRUE(std::isnan(mean_skewness_of(broken).mean) && std::isnan(mean_skewness_of(broken).m2));
  EXPECT_EQ(mean_skewness_of(one_sided).mean, infinity);
  EXPECT_TRUE(std::isnan(mean_skewness_of(one_sided).m2));
  EXPECT_TRUE(std::isnan(mean_skewness_of(both).mean));
  EXPECT_EQ(mean_skewness_of({}).count, 0u);
}

// Of integers: sums of powers are exact, and give the central sums.
TEST(MeanSkewness, HasTheThirdCentralSum) {
  const std::vector<double> values = sample(1000, [](double u) { return std::floor(u * u * 10); });
  long double s1 = 0, s2 = 0, s3 = 0;
  for (const double x : values) s1 += x, s2 += x * x, s3 += x * x * x;
  const long double mean = s1 / 1000, m3 = s3 - 3 * mean * s2 + 2 * 1000 * mean * mean * mean;
  EXPECT_NEAR(mean_skewness_of(values).m3 / static_cast<double>(m3), 1, 1e-13);

  MeanSkewness merged;
  for (std::size_t from = 0; from < 1000; from += 100)
    merged.merge(mean_skewness_of(std::span(values).subspan(from, 100)));
  EXPECT_NEAR(merged.m3 / static_cast<double>(m3), 1, 1e-13);
  EXPECT_NEAR(*merged.skewness() / *mean_skewness_of(values).skewness(), 1, 1e-13);
}

// One 1 among zeros: p = 1/n, and g1^2 = (1 - 2p)^2 / (p (1 - p)). Its part of the variance is 1 - 1/n.
TEST(MeanSkewness, DominanceIsTheSquareOfSkewnessOverTheCount) {
  for (const std::size_t n : {3u, 10u, 100u, 4096u}) {
    std::vector<double> values(n);
    values[n / 2] = 1;
    const double p = 1 / static_cast<double>(n);
    const MeanSkewness m = mean_skewness_of(values);
    EXPECT_DOUBLE_EQ(*m.dominance(), (1 - 2 * p) * (1 - 2 * p) / (1 - p));
    EXPECT_LE(*m.dominance(), 1 - p);
  }
  EXPECT_NEAR(*mean_skewness_of(std::vector<double>{1, 2, 3, 4}).dominance(), 0, 1e-30);
  EXPECT_FALSE(mean_skewness_of(std::vector<double>(100, 7)).dominance());
  EXPECT_FALSE(MeanSkewness().dominance());
  EXPECT_TRUE(std::isnan(*mean_skewness_of(std::vector<double>{1, nan}).dominance()));
}

double sum_of_lanes(const std::array<double, 8>& lane) {
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

// The eight lanes, one by one, in plain C++.
TEST(MeanVariance, TheMeanHasTheFixedOrder) {
  const std::vector<double> values = uniforms(1003);
  std::array<double, 8> lane{}, off{};
  for (std::size_t i = 0; i < values.size(); ++i) lane[i % 8] += values[i];
  const double mean = sum_of_lanes(lane) / 1003;
  for (std::size_t i = 0; i < values.size(); ++i) off[i % 8] += values[i] - mean;
  EXPECT_EQ(mean_skewness_of(values).mean, mean + sum_of_lanes(off) / 1003);
}

}  // namespace
}  // namespace quadrille::statistics
