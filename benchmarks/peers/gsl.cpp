// The lecture's integral and the lab with the GNU Scientific Library: one process, its default generator
// (MT19937), gsl_sort, and the fastest of its normals (Marsaglia and Tsang's ziggurat).
#include <cstdint>
#include <memory>
#include <vector>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>

#include "peer.hpp"

namespace {

using Generator = std::unique_ptr<gsl_rng, decltype(&gsl_rng_free)>;

Generator generator(std::uint64_t seed) {
  Generator made(gsl_rng_alloc(gsl_rng_mt19937), gsl_rng_free);
  gsl_rng_set(made.get(), seed);
  return made;
}

/// Every size below `samples`.
double integrate(std::uint64_t samples, std::uint64_t seed) {
  const Generator uniform = generator(seed);
  std::vector<double> areas;
  for (std::uint64_t size = 0; size < samples; ++size) {
    std::vector<double> points(size);
    for (double& x : points) x = gsl_rng_uniform(uniform.get());
    gsl_sort(points.data(), 1, size);
    areas.push_back(sum_of_areas(points));
  }
  return areas.back();
}

double simulate(std::uint64_t draws, std::uint64_t seed) {
  const Generator made = generator(seed);
  const auto normal = [&](double mean, double sd) {
    return mean + gsl_ran_gaussian_ziggurat(made.get(), sd);
  };
  double sum = 0;
  for (std::uint64_t i = 0; i < draws; ++i)
    sum += normal(15, 2) + normal(3, 5) + 2 * normal(10, 1) + 0.5 * normal(8, 8) + normal(0, 1);
  return sum / static_cast<double>(draws);
}

}  // namespace

int main(int argc, char** argv) { return compete(argc, argv, integrate, simulate); }
