// Ranks of quantiles over many laws, against the sorted data. scripts/check-quantiles asks for more of it:
// QUADRILLE_QUANTILE_DRAWS values and QUADRILLE_QUANTILE_SEEDS seeds a law, and one line about each.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "quadrille/statistics/quantiles.hpp"
#include "statistics/laws.hpp"

namespace quadrille::statistics {
namespace {

constexpr double levels[] = {0.001, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.999};

std::size_t asked(const char* variable, std::size_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<std::size_t>(std::strtod(text, nullptr));
}

std::size_t draws() { return asked("QUADRILLE_QUANTILE_DRAWS", 100'000); }
std::size_t seeds() { return asked("QUADRILLE_QUANTILE_SEEDS", 2); }
bool tells() { return std::getenv("QUADRILLE_QUANTILE_SEEDS") != nullptr; }

Quantiles quantiles_of(std::span<const double> values) {
  Grid grid = grid_of(values.first(std::min<std::size_t>(values.size(), 1024)));
  if (grid.is_crowded) grid = refined(grid, values.first(std::min(values.size(), large_pilot)));
  Quantiles result(grid);
  result.add(values);
  return result;
}

struct Errors {
  double rank = 0;   // how far off, as a part of n
  double bound = 0;  // what is said of it
};

/// The largest ones of all levels. The oracle: the k-th of the sorted data, k the least with k/n >= p.
Errors expect_ranks(const Quantiles& quantiles, const std::vector<double>& sorted, const std::string& law) {
  const auto n = static_cast<double>(sorted.size());
  Errors largest;
  double before = -HUGE_VAL;
  for (const double p : levels) {
    const double k = std::ceil(p * n - 1e-6), found = *quantiles.quantile(p);
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), found);
    const auto below = static_cast<double>(low - sorted.begin()),
               to = static_cast<double>(high - sorted.begin());
    const double off = std::max({below - k, k - to, 0.0}) / n, bound = *quantiles.rank_error(p);
    EXPECT_LE(off, bound) << law << ", " << p;
    EXPECT_LT(off, 0.005) << law << ", " << p;
    EXPECT_GE(found, before) << law << ", " << p;
    EXPECT_TRUE(bound > 0 || found == sorted[static_cast<std::size_t>(k) - 1]) << law << ", " << p;
    before = found;
    largest = {std::max(largest.rank, off), std::max(largest.bound, bound)};
  }
  return largest;
}

void tell(const std::string& law, const Errors& errors) {
  if (tells()) std::printf("%-40s %9.6f %9.6f\n", law.c_str(), errors.rank, errors.bound);
}

TEST(QuantilesOfLaws, AreOfTheRightRank) {
  for (const Law& law : laws()) {
    Errors largest;
    for (std::size_t seed = 1; seed <= seeds(); ++seed) {
      Variates variates(seed);
      std::vector<double> values(draws());
      for (double& value : values) value = law.draw(variates);
      const Quantiles quantiles = quantiles_of(values);
      std::sort(values.begin(), values.end());
      const Errors errors = expect_ranks(quantiles, values, law.name);
      largest = {std::max(largest.rank, errors.rank), std::max(largest.bound, errors.bound)};
    }
    EXPECT_LT(largest.bound, 0.01)
        << law.name;  // a spike of 1 % may share its bin with others: then it is in doubt
    tell(law.name, largest);
  }
}

// Half are near 0 and half near 1e6, on both sides of ends of bins, too: there is nothing between them.
TEST(QuantilesOfLaws, AreNotInGaps) {
  for (std::size_t seed = 1; seed <= 20; ++seed) {
    Variates variates(seed);
    std::vector<double> values(20'000);
    for (double& value : values) value = variates.normal() * 1e-6 + (variates.with(0.5) ? 1e6 : 0);
    const Quantiles quantiles = quantiles_of(values);
    for (int i = 480; i <= 520; ++i) {
      const double found = *quantiles.quantile(i / 1000.0);
      EXPECT_LT(std::min(std::fabs(found), std::fabs(found - 1e6)), 1e-5) << seed << ", " << i;
    }
  }
}

// The pilot sees a hundredth of the range, so that bins far out hold up to a 128th of it.
TEST(QuantilesOfLaws, OfTrendsTheyAreNearlyOfTheRightRank) {
  for (const auto& [name, trend] : trends()) {
    std::vector<double> values(draws());
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = trend((static_cast<double>(i) + 0.5) / static_cast<double>(values.size()));
    const Quantiles quantiles = quantiles_of(values);
    std::sort(values.begin(), values.end());
    tell("trend " + name, expect_ranks(quantiles, values, "trend " + name));
  }
}

}  // namespace
}  // namespace quadrille::statistics
