// What the GNU Scientific Library offers beside the kernels: built where it is installed.
#include <vector>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>

#include "per_number.hpp"
#include "quadrille/random/sorted_uniforms.hpp"

namespace quadrille {
namespace {

constexpr std::size_t block = 2048;

double uniform(const gsl_rng* generator) { return gsl_rng_uniform(generator); }
double exponential(const gsl_rng* generator) { return gsl_ran_exponential(generator, 1); }
double normal(const gsl_rng* generator) { return gsl_ran_gaussian_ziggurat(generator, 1); }

template <double draw(const gsl_rng*)>
void draws(benchmark::State& state) {
  gsl_rng* generator = gsl_rng_alloc(gsl_rng_mt19937);
  std::vector<double> out(block);
  for (auto _ : state) {
    for (double& x : out) x = draw(generator);
    benchmark::DoNotOptimize(out.data());
  }
  gsl_rng_free(generator);
  per_number(state, block);
}
BENCHMARK(draws<uniform>)->Name("gsl_rng_uniform");
BENCHMARK(draws<exponential>)->Name("gsl_ran_exponential");
BENCHMARK(draws<normal>)->Name("gsl_ran_gaussian_ziggurat");

void sorted(benchmark::State& state) {
  gsl_rng* generator = gsl_rng_alloc(gsl_rng_mt19937);
  std::vector<double> points(random::SortedUniforms::block_spacings);
  for (auto _ : state) {
    for (double& x : points) x = gsl_rng_uniform(generator);
    gsl_sort(points.data(), 1, points.size());
    benchmark::DoNotOptimize(points.data());
  }
  gsl_rng_free(generator);
  per_number(state, points.size());
}
BENCHMARK(sorted)->Name("gsl_rng_uniform and gsl_sort");

}  // namespace
}  // namespace quadrille
