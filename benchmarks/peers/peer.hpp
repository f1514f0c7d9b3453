// What the C++ peers of scripts/compare-peers share: the command line, the clock, the line of JSON.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

/// usage: PEER integrate|simulate COUNT SEED
/// A job takes (count, seed) and returns the value to check: `integrate` the last size's estimate, `simulate`
/// the mean of y. Prints {"seconds": .., "value": ..}.
template <class Integrate, class Simulate>
int compete(int argc, char** argv, const Integrate& integrate, const Simulate& simulate) {
  const bool integrates = argc == 4 && std::strcmp(argv[1], "integrate") == 0;
  if (!integrates && (argc != 4 || std::strcmp(argv[1], "simulate") != 0)) {
    std::fprintf(stderr, "usage: %s integrate|simulate COUNT SEED\n", argv[0]);
    return 2;
  }
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t seed = std::strtoull(argv[3], nullptr, 10);
  const auto start = std::chrono::steady_clock::now();
  const double value = integrates ? integrate(count, seed) : simulate(count, seed);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("{\"seconds\": %.9g, \"value\": %.17g}\n", seconds.count(), value);
  return 0;
}

/// The lecture's sum over sorted points of (x(i) - x(i-1)) f(x(i)), f(x) = 1/(1+x^2), from the second point
/// on.
template <class Points>
double sum_of_areas(const Points& points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    sum += (points[i] - points[i - 1]) / (1 + points[i] * points[i]);
  return sum;
}
