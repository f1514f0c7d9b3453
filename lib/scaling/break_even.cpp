#include "scaling/break_even.hpp"

#include <cmath>
#include <limits>

namespace quadrille::scaling {
namespace {

constexpr double narrow_enough = 1.2;

}  // namespace

BreakEven find_break_even(const Beats& beats, double smallest, double largest) {
  BreakEven found{0, std::numeric_limits<double>::infinity()};
  if (beats(1)) {
    found.wins = 1;
    for (double size = 0.5; found.loses == 0 && size >= smallest; size /= 2)
      (beats(size) ? found.wins : found.loses) = size;
  } else {
    found.loses = 1;
    for (double size = 2; std::isinf(found.wins) && size <= largest; size *= 2)
      (beats(size) ? found.wins : found.loses) = size;
  }
  while (found.loses > 0 && std::isfinite(found.wins) && found.wins / found.loses > narrow_enough) {
    const double middle = std::sqrt(found.loses * found.wins);
    (beats(middle) ? found.wins : found.loses) = middle;
  }
  return found;
}

}  // namespace quadrille::scaling
