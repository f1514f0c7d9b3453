// The gamma distribution, for totals of many exponentials.
#pragma once

#include <cstdint>

#include "random/stream.hpp"

namespace quadrille::random {

/// A gamma variate with shape >= 1 and scale 1: the total of `shape` standard exponentials. Marsaglia and
/// Tsang, ACM Transactions on Mathematical Software 26 (2000); attempt t uses attempts 2 t and 2 t + 1 of
/// `index`, so that no other index is touched.
double gamma(const Stream& stream, std::uint64_t index, double shape);

}  // namespace quadrille::random
