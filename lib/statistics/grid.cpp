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

double Grid::unit() const {
  constexpr std::uint64_t exponent = 0x7ff0000000000000;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(scale) & exponent);
}

Grid grid_of(std::span<const double> pilot) {
  std::vector<double> x;
  std::copy_if(pilot.begin(), pilot.end(), std::back_inserter(x), [](double v) { return std::isfinite(v); });
  if (x.empty()) return {};
  std::sort(x.begin(), x.end());
  const std::size_t n = x.size();
  const double centre = x[n / 2];
  const double candidates[] = {(x[3 * n / 4] - x[n / 4]) / 1.349, mean_variance_of(x).sd().value_or(0),
                               std::fabs(centre)};
  for (const double scale : candidates) {
    if (scale >= 0x1p-900 && scale <= 0x1p900) return {centre, scale};  // 2^17 / scale must be finite
  }
  return {centre, 1};
}

}  // namespace quadrille::statistics
