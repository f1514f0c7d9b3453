// The binary tree of ranks along which results come together, and shares and news go out.
#pragma once

#include <algorithm>
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

/// The same tree from above: rank r is given by r - 2^k what is meant for its part, and hands on to
/// r + 2^(k - 1), .., r + 2, r + 1: the largest part first. Rank 0 is given nothing, and hands on
/// ceil(log2 size) times.
template <class TakeFrom, class HandTo>
void descend(std::int64_t rank, std::int64_t size, const TakeFrom& take_from, const HandTo& hand_to) {
  std::int64_t step = 1;
  while (step < size && (rank & step) == 0) step *= 2;
  if (rank > 0) take_from(rank - step);
  for (step /= 2; step > 0; step /= 2)
    if (rank + step < size) hand_to(rank + step);
}

/// The end of the ranks that get from rank 0 through `rank`, which is above 0: that one is the first.
inline std::int64_t end_of_part(std::int64_t rank, std::int64_t size) {
  return std::min(rank + (rank & -rank), size);
}

}  // namespace quadrille::work
