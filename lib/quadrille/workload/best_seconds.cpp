#include "quadrille/workload/best_seconds.hpp"

#include <algorithm>
#include <limits>

#include "quadrille/system/clock.hpp"

namespace quadrille::workload {

double best_seconds(const std::function<void()>& body) {
  constexpr double enough = 5e-3;
  double best = std::numeric_limits<double>::infinity();
  const double begin = system::seconds_now();
  do {
    const double start = system::seconds_now();
    body();
    best = std::min(best, system::seconds_now() - start);
  } while (system::seconds_now() - begin < enough);
  return best;
}

}  // namespace quadrille::workload
