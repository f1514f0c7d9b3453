// Partial results to rank 0, along a binary tree of ranks.
#pragma once

#include <cstdint>

#include "quadrille/distribute/team.hpp"
#include "quadrille/distribute/wire.hpp"

namespace quadrille::distribute {

/// The tree as rank `rank` of `size` climbs it: it takes over from r + 1, r + 2, r + 4, .. and hands all to
/// r - 2^k, where 2^k is r's lowest bit. Rank 0 takes over ceil(log2 size) times, and hands on nothing.
template <class TakeOver, class HandTo>
void climb(std::int64_t rank, std::int64_t size, const TakeOver& take_over, const HandTo& hand_to) {
  for (std::int64_t step = 1; step < size; step *= 2) {
    if ((rank & step) != 0) return hand_to(rank - step);
    if (rank + step < size) take_over(rank + step);
  }
}

/// Collective. Each rank takes over, by `absorb(own, theirs)`, what others below it in the tree hand to it,
/// so it holds at most what its part of the tree knows. Other ranks' `own` is spent.
template <class T, class Absorb>
void gather(Exchange& exchange, T& own, std::uint64_t piece, const Absorb& absorb) {
  climb(
      exchange.rank(), exchange.size(),
      [&](std::int64_t from) {
        absorb(own, unpack<T>(receive_in_pieces(exchange, static_cast<int>(from), piece)));
      },
      [&](std::int64_t to) { send_in_pieces(exchange, static_cast<int>(to), pack(own), piece); });
}

}  // namespace quadrille::distribute
