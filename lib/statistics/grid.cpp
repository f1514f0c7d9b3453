#include "statistics/grid.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "statistics/moments.hpp"

namespace quadrille::statistics {
namespace {

constexpr std::size_t most_atoms = 8;

/// The most frequent of sorted values; of equally frequent ones the least.
std::vector<double> atoms_of(std::span<const double> sorted) {
  struct Atom {
    double value;
    std::size_t count;
  };
  std::vector<Atom> found;
  const std::size_t least_count = std::max<std::size_t>(sorted.size() / 256, 8);
  for (auto from = sorted.begin(); from != sorted.end();) {
    const auto to = std::upper_bound(from, sorted.end(), *from);
    const auto count = static_cast<std::size_t>(to - from);
    if (count >= least_count) found.push_back({*from + 0.0, count});  // there is one zero
    from = to;
  }
  std::stable_sort(found.begin(), found.end(),
                   [](auto& left, auto& right) { return left.count > right.count; });
  found.resize(std::min(found.size(), most_atoms));
  std::vector<double> atoms;
  for (const auto& atom : found) atoms.push_back(atom.value);
  std::sort(atoms.begin(), atoms.end());
  return atoms;
}

/// So that one over it, and a quantile's bins, are within the range of doubles.
double harmless(double size) { return std::clamp(size, 0x1p-1000, 0x1p1000); }

double power_of_two_below(double x) {
  constexpr std::uint64_t exponent = 0x7ff0000000000000;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & exponent);
}

/// Of values that may be too small or too large to be squared.
double sd_of(std::vector<double> x, double unit) {
  for (double& value : x) value /= unit;
  return unit * mean_skewness_of(x).sd().value_or(0);
}

}  // namespace

double Grid::unit() const { return power_of_two_below(std::max(scale, reach)); }

Grid grid_of(std::span<const double> pilot) {
  std::vector<double> x;
  std::copy_if(pilot.begin(), pilot.end(), std::back_inserter(x), [](double v) { return std::isfinite(v); });
  if (x.empty()) return {};
  std::sort(x.begin(), x.end());
  const std::size_t n = x.size();
  Grid grid;
  grid.centre = x[n / 2];
  grid.atoms = atoms_of(x);
  const double distance = std::max(x.back() - grid.centre, grid.centre - x.front());
  if (distance > 0) grid.reach = harmless(distance);
  const double size = power_of_two_below(harmless(std::max(std::fabs(x.front()), std::fabs(x.back()))));
  for (const double scale :
       {(x[3 * n / 4] - x[n / 4]) / 1.349, sd_of(x, size), std::fabs(grid.centre), 1.0}) {
    if (!(scale > 0)) continue;
    grid.scale = harmless(scale);
    break;
  }
  return grid;
}

}  // namespace quadrille::statistics
