#include "quadrille/statistics/grid.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "quadrille/statistics/bins.hpp"
#include "quadrille/statistics/moments.hpp"

namespace quadrille::statistics {
namespace {

constexpr std::size_t most_atoms = 8;
constexpr std::size_t crowd = 5;         // different values of a small pilot
constexpr std::size_t large_crowd = 20;  // of a large one
constexpr std::size_t apart = 4;         // values of a large pilot between two knots

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

/// The finite ones in their order; there is one zero.
std::vector<double> sorted_finite(std::span<const double> values) {
  std::vector<double> x;
  for (const double value : values)
    if (std::isfinite(value)) x.push_back(value + 0.0);
  std::sort(x.begin(), x.end());
  return x;
}

struct FilledBin {
  std::uint64_t number;
  std::span<const double> values;
};

/// The bins of sorted values, ascending.
std::vector<FilledBin> filled_bins(const Grid& grid, std::span<const double> sorted) {
  std::vector<std::uint64_t> number(sorted.size() + 8);
  find_bins(grid, sorted, number.data());
  std::vector<FilledBin> bins;
  for (std::size_t from = 0, to = 0; from < sorted.size(); from = to) {
    while (to < sorted.size() && number[to] == number[from]) ++to;
    bins.push_back({number[from], sorted.subspan(from, to - from)});
  }
  return bins;
}

/// Whether `least` of the values or more are no atoms, unless all are equal.
bool is_crowded(const Grid& grid, std::span<const double> values, std::size_t least) {
  if (values.size() < least || values.front() == values.back()) return false;
  const auto is_atom = [&](double x) { return std::ranges::binary_search(grid.atoms, x); };
  return values.size() - static_cast<std::size_t>(std::ranges::count_if(values, is_atom)) >= least;
}

/// The values but those in the middle, and not beside bins of `least` or more: what is worth being sorted.
std::vector<double> near_full_bins(const Grid& grid, std::span<const double> values, std::size_t least) {
  std::vector<std::uint64_t> number(values.size() + 8);
  find_bins(grid, values, number.data());
  std::vector<std::size_t> count(middle_bins + 2);
  const auto place = [&](std::size_t i) { return number[i] - middle; };  // far above the others if below
  for (std::size_t i = 0; i < values.size(); ++i)
    if (place(i) < middle_bins) ++count[place(i) + 1];
  std::vector<double> kept;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto p = place(i);
    if (p >= middle_bins || std::max({count[p], count[p + 1], count[p + 2]}) >= least)
      kept.push_back(values[i]);
  }
  return kept;
}

/// Orders of knots amid sorted values, all from `begin` to below `end`.
std::vector<std::int64_t> knots_amid(std::span<const double> values, std::int64_t begin, std::int64_t end) {
  std::vector<std::int64_t> knots;
  if (begin < 0 && end > 0) knots.push_back(0);  // orders near it are of all sizes
  for (std::size_t i = 0; i < values.size(); i += apart) knots.push_back(order_of(values[i]));
  for (std::size_t i = 0; i + apart <= values.size(); ++i) {
    if (values[i] != values[i + apart - 1]) continue;
    knots.push_back(order_of(values[i]));
    knots.push_back(order_of(values[i]) + 1);
  }
  std::erase(knots, end);
  std::sort(knots.begin(), knots.end());
  return knots;
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
  const std::vector<double> x = sorted_finite(pilot);
  if (x.empty()) return {};
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
  grid.is_crowded = std::ranges::any_of(filled_bins(grid, x),
                                        [&](const auto& bin) { return is_crowded(grid, bin.values, crowd); });
  return grid;
}

Grid refined(Grid grid, std::span<const double> pilot) {
  const std::vector<double> x = sorted_finite(near_full_bins(grid, pilot, large_crowd));
  const auto filled = filled_bins(grid, x);
  std::vector<std::uint64_t> numbers;  // of crowded bins and their neighbours
  for (const auto& [number, values] : filled)
    if (is_crowded(grid, values, large_crowd))
      numbers.insert(numbers.end(), {number - 1, number, number + 1});
  if (numbers.empty()) return grid;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());

  Refiner refiner;
  for (const auto number : numbers) {
    const std::int64_t begin = first_order(grid, number), end = first_order(grid, number + 1);
    if (begin == end) continue;
    const auto bin = std::ranges::lower_bound(filled, number, {}, &FilledBin::number);
    const bool is_filled = bin != filled.end() && bin->number == number;
    refiner.add(begin, knots_amid(is_filled ? bin->values : std::span<const double>(), begin, end), end);
  }
  grid.refinement = refiner.refinement();
  return grid;
}

}  // namespace quadrille::statistics
