#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "quadrille/statistics/moments.hpp"
#include "statistics/samples.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Small skewed integers 0..9, mean about 2.9, and their exact central sums.
struct Integers {
  explicit Integers(std::size_t count)
      : values(sample(count, [](double u) { return std::floor(u * u * 10); })) {
    long double s1 = 0, s2 = 0, s3 = 0, s4 = 0;  // exact: below 2^63
    for (const double x : values) s1 += x, s2 += x * x, s3 += x * x * x, s4 += x * x * x * x;
    const auto n = static_cast<long double>(count);
    mean = s1 / n;
    m2 = s2 - n * mean * mean;
    m3 = s3 - 3 * mean * s2 + 2 * n * mean * mean * mean;
    m4 = s4 - 4 * mean * s3 + 6 * mean * mean * s2 - 3 * n * mean * mean * mean * mean;
  }

  std::vector<double> values;
  long double mean, m2, m3, m4;
};

double relative(double found, long double expected) {
  return static_cast<double>(std::fabs(found / expected - 1));
}

Moments block(const std::vector<double>& values, double offset, std::size_t from, std::size_t to) {
  std::vector<double> shifted(values.begin() + static_cast<std::ptrdiff_t>(from),
                              values.begin() + static_cast<std::ptrdiff_t>(to));
  for (double& x : shifted) x += offset;
  return moments_of(shifted, {offset + 3, 1});
}

Moments tree(const std::vector<Moments>& blocks, std::size_t from, std::size_t to) {
  if (to - from == 1) return blocks[from];
  Moments left = tree(blocks, from, (from + to) / 2);
  left.merge(tree(blocks, (from + to) / 2, to));
  return left;
}

Moments chain(const std::vector<Moments>& blocks) {
  Moments all;
  for (const Moments& next : blocks) all.merge(next);
  return all;
}

/// 10^5 values in blocks of unequal lengths, empty ones between them.
std::vector<Moments> blocks_of(const std::vector<double>& values, double offset, std::size_t blocks) {
  std::vector<Moments> result;
  std::size_t from = 0;
  for (std::size_t b = 1; b <= blocks; ++b) {
    const double share = static_cast<double>(b) / static_cast<double>(blocks);
    const auto to = static_cast<std::size_t>(std::sqrt(share) * static_cast<double>(values.size()));
    result.push_back(block(values, offset, from, to));
    from = to;
  }
  return result;
}

constexpr std::size_t numbers_of_blocks[] = {1, 2, 3, 100, 10'007, 100'000};

TEST(MomentsMerge, AgreesWithExactIntegers) {
  const Integers exact(100'000);
  for (const std::size_t count : numbers_of_blocks) {
    const auto blocks = blocks_of(exact.values, 0, count);
    for (const Moments& m : {tree(blocks, 0, blocks.size()), chain(blocks)}) {
      EXPECT_EQ(m.count, exact.values.size());
      EXPECT_LT(relative(m.mean + 3, exact.mean), 1e-13) << count;
      EXPECT_LT(relative(m.m2, exact.m2), 1e-12) << count;
      EXPECT_LT(relative(m.m3, exact.m3), 1e-12) << count;
      EXPECT_LT(relative(m.m4, exact.m4), 1e-12) << count;
    }
  }
}

// The textbook's sum of x^2 - n mean^2 would lose every digit: x^2 is about 1e18, whose spacing is 128.
TEST(MomentsMerge, FarFromZero) {
  const double offset = 1e9;
  const Integers exact(100'000);
  for (const std::size_t count : numbers_of_blocks) {
    const auto blocks = blocks_of(exact.values, offset, count);
    const Moments m = tree(blocks, 0, blocks.size());
    EXPECT_LT(relative(m.mean + 3, exact.mean), 1e-13) << count;
    EXPECT_LT(relative(m.m2, exact.m2), 1e-12) << count;
    EXPECT_LT(relative(m.m3, exact.m3), 1e-12) << count;
    EXPECT_LT(relative(m.m4, exact.m4), 1e-12) << count;
  }
}

TEST(MomentsMerge, OfTwoSinglesByHand) {
  const double left[] = {1}, right[] = {3};
  Moments m = moments_of(left, {});
  m.merge(moments_of(right, {}));
  EXPECT_EQ(m.count, 2u);
  EXPECT_EQ(m.mean, 2);
  EXPECT_EQ(m.m2, 2);
  EXPECT_EQ(m.m3, 0);
  EXPECT_EQ(m.m4, 2);
  const double third[] = {8};
  m.merge(moments_of(third, {}));  // deviations -3, -1, 4
  EXPECT_EQ(m.mean, 4);
  EXPECT_DOUBLE_EQ(m.m2, 26);
  EXPECT_DOUBLE_EQ(m.m3, 36);
  EXPECT_DOUBLE_EQ(m.m4, 338);
}

TEST(MomentsMerge, EmptySidesChangeNothing) {
  const Moments m = moments_of(uniforms(10), {});
  Moments left = m, right;
  left.merge(Moments());
  right.merge(m);
  EXPECT_EQ(bytes(left), bytes(m));
  EXPECT_EQ(bytes(right), bytes(m));
  Moments empty;
  empty.merge(Moments());
  EXPECT_EQ(bytes(empty), bytes(Moments()));
}

TEST(MomentsMerge, EqualValuesHaveNoSpread) {
  Moments all;
  for (std::size_t length = 1; length < 50; ++length) {
    all.merge(moments_of(std::vector<double>(length, 0.1), {0.1, 1}));
  }
  EXPECT_EQ(all.mean, 0);
  EXPECT_EQ(all.m2, 0);
  EXPECT_EQ(all.m4, 0);
}

TEST(MomentsMerge, NaNAndInfinityOnEitherSide) {
  const double plain[] = {1, 2}, broken[] = {nan, 2}, unbounded[] = {infinity, 2}, below[] = {-infinity};
  Moments left = moments_of(plain, {}), right = moments_of(broken, {});
  left.merge(moments_of(broken, {}));
  right.merge(moments_of(plain, {}));
  for (const Moments& m : {left, right}) {
    EXPECT_EQ(m.count, 4u);
    for (const double x : {m.mean, m.m2, m.m3, m.m4}) EXPECT_TRUE(std::isnan(x));
  }

  left = moments_of(plain, {}), right = moments_of(unbounded, {});
  left.merge(moments_of(unbounded, {}));
  right.merge(moments_of(plain, {}));
  for (const Moments& m : {left, right}) {
    EXPECT_EQ(m.mean, infinity);
    EXPECT_TRUE(std::isnan(m.m2));
  }
  left.merge(moments_of(below, {}));
  EXPECT_TRUE(std::isnan(left.mean));
}

TEST(MeanVarianceMerge, IsTheFirstPartOfMoments) {
  const auto values = uniforms(1000);
  Moments moments;
  MeanVariance part;
  for (std::size_t from = 0; from < 1000; from += 100) {
    const auto piece = std::span(values).subspan(from, 100);
    moments.merge(moments_of(piece, {0.5, 0.3}));
    part.merge(static_cast<const MeanVariance&>(moments_of(piece, {0.5, 0.3})));
  }
  EXPECT_EQ(bytes(part), bytes(static_cast<const MeanVariance&>(moments)));
}

}  // namespace
}  // namespace quadrille::statistics
