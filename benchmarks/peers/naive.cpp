// The lecture's integral and the lab as one writes them first in C++: one process, std::mt19937_64,
// std::sort.
#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "peer.hpp"

namespace {

/// Every size below `samples`.
double integrate(std::uint64_t samples, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<> uniform;
  std::vector<double> areas;
  for (std::uint64_t size = 0; size < samples; ++size) {
    std::vector<double> points(size);
    for (double& x : points) x = uniform(engine);
    std::sort(points.begin(), points.end());
    areas.push_back(sum_of_areas(points));
  }
  return areas.back();
}

double simulate(std::uint64_t draws, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<> alpha(15, 2), x1(3, 5), x2(10, 1), x3(8, 8), eps(0, 1);
  double sum = 0;
  for (std::uint64_t i = 0; i < draws; ++i)
    sum += alpha(engine) + x1(engine) + 2 * x2(engine) + 0.5 * x3(engine) + eps(engine);
  return sum / static_cast<double>(draws);
}

}  // namespace

int main(int argc, char** argv) { return compete(argc, argv, integrate, simulate); }
