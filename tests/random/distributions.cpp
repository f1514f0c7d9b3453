// Moments, fit and independence of the distributions. Every bound is computed: each of 184 checks fails by
// chance with probability 1e-6, the whole file below 2e-4, and the seeds are fixed.
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "goodness.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::random {
namespace {

constexpr std::size_t count = 100'000;
constexpr double rare = 1e-6;   // of one test
constexpr double far = 4.8917;  // standard errors: two-sided 1e-6

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

struct Distribution {
  std::string name;
  std::function<std::vector<double>(const Stream&, std::uint64_t)> draw;
  std::function<double(double)> cdf;
  double mean, variance, fourth;  // fourth central moment
};

void PrintTo(const Distribution& distribution, std::ostream* out) { *out << distribution.name; }

std::vector<Distribution> distributions() {
  const auto drawing = [](auto fill) {
    return [fill](const Stream& stream, std::uint64_t first) {
      std::vector<double> sample(count);
      fill(stream, first, sample);
      return sample;
    };
  };
  return {
      {"uniform", drawing([](const Stream& s, auto first, auto& out) { s.uniforms(first, out); }),
       [](double x) { return x; }, 0.5, 1.0 / 12, 1.0 / 80},
      {"exponential", drawing([](const Stream& s, auto first, auto& out) { s.exponentials(first, out); }),
       [](double x) { return -std::expm1(-x); }, 1, 1, 9},
      {"normal", drawing([](const Stream& s, auto first, auto& out) { s.normals(first, out); }), normal_cdf,
       0, 1, 3},
  };
}

class Distributions : public testing::TestWithParam<Distribution> {};

TEST_P(Distributions, HaveTheirMoments) {
  const auto& d = GetParam();
  const auto sample = d.draw(Stream(1, "moments"), 0);
  double mean = 0, variance = 0;
  for (const double x : sample) mean += x / count;
  for (const double x : sample) variance += (x - d.mean) * (x - d.mean) / count;
  EXPECT_NEAR(mean, d.mean, far * std::sqrt(d.variance / count));
  EXPECT_NEAR(variance, d.variance, far * std::sqrt((d.fourth - d.variance * d.variance) / count));
}

TEST_P(Distributions, FitTheirDistributionFunction) {
  const auto& d = GetParam();
  for (int purpose = 0; purpose < 10; ++purpose) {
    const Stream stream(2, "fit " + std::to_string(purpose));
    const auto u = probabilities(d.draw(stream, 1'000'000), d.cdf);
    EXPECT_GT(kolmogorov_smirnov(u), rare) << purpose;
    EXPECT_GT(anderson_darling(u), rare) << purpose;
  }
}

// Bits that do not depend on each other have correlations of mean 0 and variance 1/count.
void expect_uncorrelated(const Distribution& d, const std::vector<double>& a, const std::vector<double>& b,
                         const std::string& what) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += (a[i] - d.mean) * (b[i] - d.mean);
  EXPECT_LT(std::fabs(sum / (count * d.variance)), far / std::sqrt(double{count})) << what;
}

TEST_P(Distributions, NeighboursAreUncorrelated) {
  const auto& d = GetParam();
  for (std::uint64_t k = 0; k < 5; ++k) {
    const std::string purpose = "samples " + std::to_string(k);
    const auto sample = d.draw(Stream(k, purpose), 0);
    expect_uncorrelated(d, sample, d.draw(Stream(k + 1, purpose), 0), "seeds");
    expect_uncorrelated(d, sample, d.draw(Stream(k, "samples " + std::to_string(k + 1)), 0), "purposes");
    for (const std::uint64_t lag : {1U, 2U, 4U, 8U, 16U}) {
      expect_uncorrelated(d, sample, d.draw(Stream(k, purpose), lag), "lag " + std::to_string(lag));
    }
  }
}

TEST(Attempts, AreUncorrelatedWithEachOther) {
  const Distribution uniform = distributions().front();
  const Stream stream(4, "attempts");
  std::vector<std::vector<double>> attempts(4, std::vector<double>(count));
  for (std::uint64_t a = 0; a < attempts.size(); ++a) stream.uniforms(0, attempts[a], a);
  for (std::size_t a = 0; a < attempts.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) expect_uncorrelated(uniform, attempts[a], attempts[b], "attempts");
  }
}

TEST_P(Distributions, InterleavedStreamsFitTogether) {
  const auto& d = GetParam();
  std::vector<double> mixed;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const auto sample = d.draw(Stream(seed, "interleaved"), 0);
    mixed.insert(mixed.end(), sample.begin(), sample.begin() + 100);
  }
  const auto u = probabilities(mixed, d.cdf);
  EXPECT_GT(kolmogorov_smirnov(u), rare);
  EXPECT_GT(anderson_darling(u), rare);
}

INSTANTIATE_TEST_SUITE_P(All, Distributions, testing::ValuesIn(distributions()),
                         [](const auto& tested) { return tested.param.name; });

// Box and Muller's pairs share a radius: their squares must be uncorrelated too (fourth moments: variance of
// (z^2 - 1)(w^2 - 1) is 4).
TEST(Normal, SquaresOfPairsAreUncorrelated) {
  std::vector<double> z(count);
  Stream(3, "pairs").normals(0, z);
  double sum = 0;
  std::size_t pairs = 0;
  for (std::size_t group = 0; group + 16 <= count; group += 16) {
    for (std::size_t lane = 0; lane < 8; ++lane, ++pairs) {
      sum += (z[group + lane] * z[group + lane] - 1) * (z[group + lane + 8] * z[group + lane + 8] - 1);
    }
  }
  const auto n = static_cast<double>(pairs);
  EXPECT_LT(std::fabs(sum / n), far * 2 / std::sqrt(n));
}

}  // namespace
}  // namespace quadrille::random
