// Time per number ("per_number", in ns or ps) of the kernels, beside what the standard library offers. Build
// with the preset `release` and -DQUADRILLE_BENCHMARKS=ON; QUADRILLE_TARGET chooses an instruction set.
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "per_number.hpp"
#include "quadrille/random/sorted_uniforms.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/vector/target.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille {
namespace {

constexpr std::size_t block = 2048;  // 16 KiB: stays in the first-level cache

template <void (random::Stream::*fill)(std::uint64_t, std::span<double>, std::uint64_t) const>
void stream(benchmark::State& state) {
  const random::Stream numbers(1, "benchmark");
  std::vector<double> out(block);
  std::uint64_t first = 0;
  for (auto _ : state) {
    (numbers.*fill)(first, out, 0);
    first += block;
    benchmark::DoNotOptimize(out.data());
  }
  per_number(state, block);
}
BENCHMARK(stream<&random::Stream::uniforms>)->Name("uniform");
BENCHMARK(stream<&random::Stream::exponentials>)->Name("exponential");
BENCHMARK(stream<&random::Stream::normals>)->Name("normal");

template <class Distribution>
void standard_library(benchmark::State& state) {
  std::mt19937_64 engine(1);
  Distribution distribution;
  std::vector<double> out(block);
  for (auto _ : state) {
    for (double& x : out) x = distribution(engine);
    benchmark::DoNotOptimize(out.data());
  }
  per_number(state, block);
}
BENCHMARK(standard_library<std::uniform_real_distribution<>>)->Name("std::uniform_real_distribution");
BENCHMARK(standard_library<std::exponential_distribution<>>)->Name("std::exponential_distribution");
BENCHMARK(standard_library<std::normal_distribution<>>)->Name("std::normal_distribution");

void sorted_uniforms(benchmark::State& state) {
  random::SortedUniforms points(1, "benchmark", 100'000'000, {});
  std::uint64_t number = 0;
  random::SpacingsBlock spacings;
  std::array<double, 1024> piece;  // as the estimators take them
  for (auto _ : state) {
    points.draw(number++ % 20'000, spacings);
    random::Positions positions(spacings);
    for (std::size_t at = 0; at < spacings.weight().size(); at += piece.size()) {
      positions.next(piece);
      benchmark::DoNotOptimize(piece.data());
    }
  }
  per_number(state, random::SortedUniforms::block_spacings);
}
BENCHMARK(sorted_uniforms);

void std_sort(benchmark::State& state) {
  std::mt19937_64 engine(1);
  std::uniform_real_distribution<> uniform;
  std::vector<double> points(random::SortedUniforms::block_spacings);
  for (auto _ : state) {
    for (double& x : points) x = uniform(engine);
    std::sort(points.begin(), points.end());
    benchmark::DoNotOptimize(points.data());
  }
  per_number(state, points.size());
}
BENCHMARK(std_sort)->Name("std::mt19937_64 and std::sort");

void formula_over_block(benchmark::State& state, const char* text) {
  const integrate::Integrand f = integrate::integrand_of(text);
  std::vector<double> x(block), y(block);
  random::Stream(1, "benchmark").uniforms(0, x);
  for (auto _ : state) {
    f(x, y);
    benchmark::DoNotOptimize(y.data());
  }
  per_number(state, block);
}
BENCHMARK_CAPTURE(formula_over_block, rational, "1/(1+x^2)");
BENCHMARK_CAPTURE(formula_over_block, wave, "exp(-x)*sin(10*x)");

void estimator(benchmark::State& state, integrate::Estimator estimator) {
  integrate::Problem problem;
  problem.sizes = {100'000'000};
  problem.estimator = estimator;
  integrate::Kernel kernel(problem, integrate::integrand_of(problem.formula));
  integrate::Kernel::Tally tally;
  work::Block at;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kernel(at, tally));
    at.block = (at.block + 1) % 20'000;
  }
  per_number(state, integrate::block_points);
}
BENCHMARK_CAPTURE(estimator, spacings, integrate::Estimator::spacings);
BENCHMARK_CAPTURE(estimator, trapezoid, integrate::Estimator::trapezoid);
BENCHMARK_CAPTURE(estimator, midpoint, integrate::Estimator::midpoint);
BENCHMARK_CAPTURE(estimator, mean, integrate::Estimator::mean);
BENCHMARK_CAPTURE(estimator, stratified, integrate::Estimator::stratified);

}  // namespace
}  // namespace quadrille

int main(int argc, char** argv) {
  quadrille::vector::choose_target_from_environment();
  benchmark::AddCustomContext("instruction set", quadrille::vector::current_target());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
