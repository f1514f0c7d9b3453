// Partial results to rank 0, along a binary tree of ranks.
#pragma once

#include <cstdint>

#include "distribute/team.hpp"
#include "distribute/wire.hpp"

namespace quadrille::distribute {

/// Collective. Rank r takes over from r + 1, r + 2, r + 4, .. by `absorb(own, theirs)`, and hands all to
/// r - 2^k where 2^k is r's lowest bit. Rank 0 gets ceil(log2 size) messages, and every rank holds at most
/// what its part of the tree knows. Other ranks' `own` is spent.
template <class T, class Absorb>
void gather(Exchange& exchange, T& own, std::uint64_t piece, const Absorb& absorb) {
  const std::int64_t rank = exchange.rank();
  const std::int64_t size = exchange.size();
  for (std::int64_t step = 1; step < size; step *= 2) {
    if ((rank & step) != 0) {
      send_in_pieces(exchange, static_cast<int>(rank - step), pack(own), piece);
      return;
    }
    if (rank + step < size)
      absorb(own, unpack<T>(receive_in_pieces(exchange, static_cast<int>(rank + step), piece)));
  }
}

}  // namespace quadrille::distribute
