// What the benchmarks share.
#pragma once

#include <cstddef>

#include <benchmark/benchmark.h>

namespace quadrille {

/// Reports the time of one of the `numbers` of an iteration as "per_number".
inline void per_number(benchmark::State& state, std::size_t numbers) {
  state.counters["per_number"] =
      benchmark::Counter(static_cast<double>(numbers),
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace quadrille
