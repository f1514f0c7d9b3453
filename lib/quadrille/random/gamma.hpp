// The gamma distribution, for totals of many exponentials.
#pragma once

#include <cmath>
#include <cstdint>

#include "quadrille/vector/scalar.hpp"

namespace quadrille::random {

/// Returns a gamma variate with shape >= 1 and scale 1: the sum of `shape` standard exponentials. Marsaglia
/// and Tsang, ACM Transactions on Mathematical Software 26 (2000); attempt t uses attempts 2 t and 2 t + 1 of
/// `index`, so that no other index is touched. `stream` is a Stream or a GroupedStream: the same bits.
template <class Numbers>
double gamma(Numbers& stream, std::uint64_t index, double shape) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (std::uint64_t attempt = 0;; ++attempt) {
    const double x = stream.normal(index, 2 * attempt);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double u = stream.uniform(index, 2 * attempt + 1);
    const double squeeze = 1.0 - 0.0331 * (x * x) * (x * x);
    if (u < squeeze || vector::log(u) < 0.5 * x * x + d * (1.0 - v + vector::log(v))) return d * v;
  }
}

}  // namespace quadrille::random
