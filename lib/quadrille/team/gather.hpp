// Partial results to rank 0, along a binary tree of ranks.
#pragma once

#include <cstdint>

#include "quadrille/team/pieces.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/climb.hpp"

namespace quadrille::team {

/// Collective. Each rank takes over, by `absorb(own, theirs)`, what others below it in the tree hand to it,
/// so it holds at most what its part of the tree knows. Other ranks' `own` is spent.
template <class T, class Absorb>
void gather(Exchange& exchange, T& own, std::uint64_t piece, const Absorb& absorb) {
  work::climb(
      exchange.rank(), exchange.size(),
      [&](std::int64_t from) {
        absorb(own, text::unpack<T>(receive_in_pieces(exchange, static_cast<int>(from), piece)));
      },
      [&](std::int64_t to) { send_in_pieces(exchange, static_cast<int>(to), text::pack(own), piece); });
}

}  // namespace quadrille::team
