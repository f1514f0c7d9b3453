// Prints the processor's clock in cycles per second: a chain of additions, each waiting for the last, takes
// one cycle an addition on every processor that these programs are for. The best of many short trials,
// because other work on the machine only ever makes a trial longer.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>

int main() {
  constexpr int trials = 200, loops = 20'000, additions = 16;
  double best = 1e300;
  std::uint64_t x = 0, step = 3;
  for (int trial = 0; trial < trials; ++trial) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < loops; ++i)
      for (int k = 0; k < additions; ++k) {
        x += step;
        asm volatile("" : "+r"(x), "+r"(step));  // no addition may be folded into another
      }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    best = std::min(best, seconds.count());
  }
  std::printf("%.0f\n", loops * additions / best);
}
