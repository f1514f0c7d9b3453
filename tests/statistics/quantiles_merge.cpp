#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

#include "quadrille/statistics/quantiles.hpp"
#include "statistics/samples.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Values of all kinds and sizes.
std::vector<double> mixture() {
  auto values =
      sample(10'000, [](double u) { return u < 0.1 ? std::floor(u * 100) : std::tan(3.1 * (u - 0.5)); });
  for (const double x : {-0.0, 0.0, infinity, -infinity, nan, 1e300, -1e300, 1e-300}) values.push_back(x);
  return values;
}

/// With atoms inside of a bin, at its beginning and far out.
const Grid with_atoms = {0, 1, {-1e300, 0, 3, 3.0001}};

/// Parted in the middle and far out: half of mixture()'s values are 1e-9 times as large, or 1e9 times.
std::vector<double> of_two_scales(std::vector<double> values, double scale) {
  for (std::size_t i = 0; i < values.size(); i += 2) values[i] *= scale;
  return values;
}

Grid refined_for(std::span<const double> values) {
  const Grid grid = grid_of(values.first(1024));
  return refined(grid, values.first(large_pilot));
}

/// What merging the pieces between the cuts gives, from left to right.
Quantiles merged(const std::vector<double>& values, const std::vector<std::size_t>& cuts,
                 const Grid& grid = with_atoms) {
  Quantiles all(grid);
  std::size_t from = 0;
  for (const std::size_t to : cuts) {
    Quantiles piece(grid);
    piece.add(std::span(values).subspan(from, to - from));
    all.merge(piece);
    from = to;
  }
  return all;
}

TEST(QuantilesMerge, NoOrderMatters) {
  auto values = mixture();
  const std::string expected = bytes(merged(values, {values.size()}));
  std::mt19937_64 bits(5);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(values.begin(), values.end(), bits);
    std::vector<std::size_t> cuts = {0, 0, values.size(), values.size()};  // two empty pieces
    for (int cut = 0; cut < 20; ++cut) cuts.push_back(bits() % values.size());
    std::sort(cuts.begin(), cuts.end());
    EXPECT_EQ(bytes(merged(values, cuts)), expected);
  }
}

TEST(QuantilesMerge, NoOrderMattersInCrowdedBins) {
  for (const double scale : {1e-9, 1e9}) {
    auto values = of_two_scales(mixture(), scale);
    const Grid grid = refined_for(values);
    ASSERT_GT(grid.refinement.bins(), 100U);
    const std::string expected = bytes(merged(values, {values.size()}, grid));
    std::mt19937_64 random(7);
    for (int round = 0; round < 5; ++round) {
      std::shuffle(values.begin(), values.end(), random);
      EXPECT_EQ(bytes(merged(values, {1, 1, 700, 5000, values.size()}, grid)), expected);
    }
    on_every_target([&](const std::string& target) {
      EXPECT_EQ(bytes(merged(values, {3, values.size()}, grid)), expected) << target;
      EXPECT_EQ(refined_for(of_two_scales(mixture(), scale)), grid) << target;
    });
    Quantiles travelled(grid);
    for (std::size_t from = 0; from < values.size(); from += 100) {
      travelled.add(std::span(values).subspan(from, std::min<std::size_t>(100, values.size() - from)));
      travelled.quantile(0.5);
      travelled = from_bytes<Quantiles>(bytes(travelled));
    }
    EXPECT_EQ(bytes(travelled), expected);
  }
}

// More than a word of recent counts holds, all in crowded bins of the middle.
TEST(QuantilesMerge, CountsMillionsInCrowdedBins) {
  const auto values = sample(1'000'000, [](double u) { return u < 0.9 ? 1e-9 * u : 1e9 * u; });
  Quantiles quantiles(refined_for(values));
  for (std::size_t from = 0; from < values.size(); from += 1000)
    quantiles.add(std::span(values).subspan(from, 1000));
  EXPECT_EQ(quantiles.count(), values.size());
  EXPECT_NEAR(*quantiles.quantile(0.3), 0.3e-9, 1e-11);
  EXPECT_NEAR(*quantiles.quantile(0.8), 0.8e-9, 1e-11);
  EXPECT_NEAR(*quantiles.quantile(0.95), 0.95e9, 1e7);
}

// In pieces that ask for quantiles, travel and go on: the same as at once.
TEST(QuantilesMerge, SoDoQuestionsAndTravels) {
  const auto values = mixture();
  Quantiles all(with_atoms);
  for (std::size_t from = 0; from < values.size(); from += 100) {
    all.add(std::span(values).subspan(from, std::min<std::size_t>(100, values.size() - from)));
    all.quantile(0.5);
    if (from % 700 == 0) all = from_bytes<Quantiles>(bytes(all));
  }
  EXPECT_EQ(bytes(all), bytes(merged(values, {values.size()})));
}

TEST(Quantiles, KnowOneZero) {
  const double negative_first[] = {-0.0, 0.0}, positive_first[] = {0.0, -0.0};
  Quantiles left, right;
  left.add(negative_first);
  right.add(positive_first);
  EXPECT_EQ(bytes(left), bytes(right));
}

TEST(QuantilesMerge, TheSameBitsOnEveryTarget) {
  const auto values = mixture();
  std::string expected;
  on_every_target([&](const std::string& target) {
    const std::string found = bytes(merged(values, {values.size()}));
    if (expected.empty()) expected = found;
    EXPECT_EQ(found, expected) << target;
  });
}

TEST(QuantilesMerge, EmptySidesChangeNothing) {
  const auto values = uniforms(100);
  Quantiles full(Grid{0.5, 1});
  full.add(values);
  const std::string expected = bytes(full);
  full.merge(Quantiles(Grid{3, 4}));
  EXPECT_EQ(bytes(full), expected);
  Quantiles empty;
  empty.merge(full);
  EXPECT_EQ(bytes(empty), expected);
}

TEST(QuantilesMerge, RefusesAnotherGrid) {
  const double value[] = {1};
  Quantiles left(Grid{0, 1});
  left.add(value);
  for (const Grid& other : {Grid{0, 2}, Grid{0, 1, {1}}}) {
    Quantiles right(other);
    right.add(value);
    EXPECT_THROW(left.merge(right), std::invalid_argument);
  }
}

TEST(Quantiles, AreSerialised) {
  Quantiles written(Grid{0.5, 0.3});
  written.add(uniforms(1000));
  Quantiles read = from_bytes<Quantiles>(bytes(written));
  EXPECT_EQ(read.grid(), written.grid());
  EXPECT_EQ(read.count(), 1000u);
  EXPECT_EQ(read.quantile(0.3), written.quantile(0.3));
  read.merge(written);
  EXPECT_EQ(read.count(), 2000u);
}

TEST(Grid, IsTheMedianAndTheQuartiles) {
  std::vector<double> values;
  for (int i = 0; i <= 1000; ++i) values.push_back(1000 - i);
  values.insert(values.end(), {infinity, -infinity, nan});
  const Grid grid = grid_of(values);
  EXPECT_EQ(grid.centre, 500);
  EXPECT_DOUBLE_EQ(grid.scale, 500 / 1.349);
}

// A 256th of 4096 is 16.
TEST(Grid, KnowsAtoms) {
  std::vector<double> values;
  const auto more = [&](std::size_t count, double x) { values.insert(values.end(), count, x); };
  for (std::size_t i = 0; i < 10; ++i) more(16 + i, 10.0 - static_cast<double>(i));
  more(8, -0.0);
  more(8, 0.0);
  more(15, 100);
  more(50, infinity);
  for (int i = 0; values.size() < 4096 + 50; ++i) values.push_back(-1 - i);
  EXPECT_EQ(grid_of(values).atoms, (std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8}));
  values.insert(values.end(), 20, 0.0);
  EXPECT_EQ(grid_of(values).atoms, (std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_TRUE(grid_of(uniforms(4096)).atoms.empty());
}

TEST(Grid, FallsBack) {
  const auto rare = [](double other, double unit) {
    std::vector<double> values(100, 2 * unit);
    values[17] = other * unit;
    return grid_of(values);
  };
  for (const double unit : {1.0, 1e-280, 1e280}) {  // squares of the others are out of range
    EXPECT_EQ(rare(12, unit).centre, 2 * unit);
    // the standard deviation: 10 sqrt(99) / 100 * sqrt(100 / 99)
    EXPECT_DOUBLE_EQ(rare(12, unit).scale, unit);
    EXPECT_DOUBLE_EQ(rare(12, unit).reach, 10 * unit);
    EXPECT_EQ(rare(2, unit), (Grid{2 * unit, 2 * unit, {2 * unit}}));
  }
  EXPECT_EQ(grid_of(std::vector<double>(5, -3)), (Grid{-3, 3}));
  EXPECT_EQ(grid_of(std::vector<double>(5, 0)), (Grid{0, 1}));
  const double broken[] = {nan, infinity};
  EXPECT_EQ(grid_of(broken), (Grid{0, 1}));
  EXPECT_EQ(grid_of({}), (Grid{0, 1}));
}

// One over it is finite, and so are bins.
TEST(Grid, StaysWithinTheRangeOfDoubles) {
  for (const double value : {5e-324, 1e-310, 1.7e308}) {
    const double both[] = {-value, value};
    const Grid grid = grid_of(both);
    EXPECT_EQ(grid.scale, value < 1 ? 0x1p-1000 : 0x1p1000);
    EXPECT_EQ(grid.reach, grid.scale);
    EXPECT_EQ(grid.unit(), grid.scale);
  }
}

}  // namespace
}  // namespace quadrille::statistics
