// Values as bytes, and bytes of any number as messages of bounded size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "quadrille/team/team.hpp"
#include "quadrille/text/archive.hpp"

namespace quadrille::team {

/// Sends the number of bytes, then the bytes in pieces: MPI counts to 2^31 - 1 only.
void send_in_pieces(Exchange& exchange, int to, const std::string& bytes, std::uint64_t piece);

/// The counterpart; `piece` must be the sender's.
std::string receive_in_pieces(Exchange& exchange, int from, std::uint64_t piece);

}  // namespace quadrille::team
