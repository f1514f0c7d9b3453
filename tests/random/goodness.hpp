// Tests of fit, with their own false-alarm probabilities.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace quadrille::random {

/// Values under the hypothesised distribution function, sorted: uniform on (0, 1) if it holds.
template <class Cdf>
std::vector<double> probabilities(const std::vector<double>& sample, Cdf cdf) {
  std::vector<double> u;
  u.reserve(sample.size());
  for (const double x : sample) u.push_back(cdf(x));
  std::sort(u.begin(), u.end());
  return u;
}

/// P(D_n > observed) of Kolmogorov and Smirnov, by the leading term 2 exp(-2 n d^2) of the limit (an upper
/// bound by Massart, Annals of Probability 18 (1990)).
inline double kolmogorov_smirnov(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  double d = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto rank = static_cast<double>(i);
    d = std::max({d, sorted[i] - rank / n, (rank + 1) / n - sorted[i]});
  }
  return std::min(1.0, 2 * std::exp(-2 * n * d * d));
}

/// P(A^2 > observed) of Anderson and Darling in the limit: Marsaglia and Marsaglia, Journal of Statistical
/// Software 9 (2004).
inline double anderson_darling(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  double sum = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sum +=
        (2 * static_cast<double>(i) + 1) * (std::log(sorted[i]) + std::log1p(-sorted[sorted.size() - 1 - i]));
  }
  const double z = -n - sum / n;
  if (z < 2) {
    return 1 -
           std::exp(-1.2337141 / z) / std::sqrt(z) *
               (2.00012 + (.247105 - (.0649821 - (.0347962 - (.011672 - .00168691 * z) * z) * z) * z) * z);
  }
  return -std::expm1(
      -std::exp(1.0776 - (2.30695 - (.43424 - (.082433 - (.008056 - .0003146 * z) * z) * z) * z) * z));
}

}  // namespace quadrille::random
