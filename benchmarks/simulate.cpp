// The lecture's lab and the parts that it consists of: draws, moments, quantiles.
#include <cstdint>
#include <span>
#include <vector>

#include "per_number.hpp"
#include "quadrille/random/stream.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/sampler.hpp"
#include "quadrille/statistics/moments.hpp"
#include "quadrille/statistics/quantiles.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille {
namespace {

simulate::Problem lab_problem(const char* columns) {
  simulate::Problem problem;
  problem.model = simulate::parse_model(simulate::lecture_model(), "lab");
  problem.draws = std::uint64_t{1} << 50;
  problem.columns = simulate::columns_of(problem.model, columns, "columns");
  return problem;
}

void lab(benchmark::State& state, const char* columns) {
  simulate::Kernel kernel(lab_problem(columns));
  simulate::Tally tally;
  work::Block at;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kernel(at, tally));
    ++at.block;
  }
  per_number(state, simulate::block_draws);
}
BENCHMARK_CAPTURE(lab, all, "");
BENCHMARK_CAPTURE(lab, y, "y");

void lab_draws(benchmark::State& state, const char* columns) {
  const auto problem = lab_problem(columns);
  simulate::Sampler sample(problem);
  std::vector<std::vector<double>> values(problem.columns.size(), std::vector<double>(simulate::block_draws));
  const std::vector<std::span<double>> spans(values.begin(), values.end());
  std::uint64_t first = 0;
  for (auto _ : state) {
    sample(first, spans);
    first += simulate::block_draws;
    benchmark::DoNotOptimize(values.data());
  }
  per_number(state, simulate::block_draws);
}
BENCHMARK_CAPTURE(lab_draws, all, "");
BENCHMARK_CAPTURE(lab_draws, y, "y");

// Other values in each iteration, as in a run: 64 blocks of them, which the second-level cache holds.
std::vector<double> many_normals() {
  std::vector<double> values(64 * simulate::block_draws);
  random::Stream(1, "benchmark").normals(0, values);
  return values;
}

template <class Summarise>
void over_blocks(benchmark::State& state, Summarise summarise) {
  const auto values = many_normals();
  std::size_t first = 0;
  for (auto _ : state) {
    summarise(std::span(values).subspan(first, simulate::block_draws));
    first = (first + simulate::block_draws) % values.size();
  }
  per_number(state, simulate::block_draws);
}

void moments(benchmark::State& state) {
  const auto grid = statistics::grid_of(many_normals());
  over_blocks(state, [&](auto block) { benchmark::DoNotOptimize(statistics::moments_of(block, grid)); });
}
BENCHMARK(moments);

void mean_and_variance(benchmark::State& state) {
  over_blocks(state, [](auto block) { benchmark::DoNotOptimize(statistics::mean_skewness_of(block)); });
}
BENCHMARK(mean_and_variance)->Name("mean and variance");

void quantiles(benchmark::State& state) {
  statistics::Quantiles counts(statistics::grid_of(many_normals()));
  over_blocks(state, [&](auto block) { counts.add(block); });
}
BENCHMARK(quantiles);

}  // namespace
}  // namespace quadrille
