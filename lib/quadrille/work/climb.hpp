// The binary tree of ranks along which results come together.
#pragma once

#include <cstdint>

namespace quadrille::work {

/// The tree as rank `rank` of `size` climbs it: it takes over from r + 1, r + 2, r + 4, .. and hands all to
/// r - 2^k, where 2^k is r's lowest bit. Rank 0 takes over ceil(log2 size) times, and hands on nothing.
template <class TakeOver, class HandTo>
void climb(std::int64_t rank, std::int64_t size, const TakeOver& take_over, const HandTo& hand_to) {
  for (std::int64_t step = 1; step < size; step *= 2) {
    if ((rank & step) != 0) return hand_to(rank - step);
    if (rank + step < size) take_over(rank + step);
  }
}

}  // namespace quadrille::work
