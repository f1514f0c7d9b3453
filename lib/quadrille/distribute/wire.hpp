// Values as bytes, and bytes of any number as messages of bounded size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "quadrille/distribute/archive.hpp"
#include "quadrille/distribute/team.hpp"

namespace quadrille::distribute {

template <class T>
std::string pack(const T& value) {
  OutputArchive archive;
  archive << value;
  return std::move(archive).take();
}

template <class T>
T unpack(std::string_view bytes) {
  T value{};
  InputArchive(bytes) >> value;
  return value;
}

/// Sends the number of bytes, then the bytes in pieces: MPI counts to 2^31 - 1 only.
void send_in_pieces(Exchange& exchange, int to, const std::string& bytes, std::uint64_t piece);

/// The counterpart; `piece` must be the sender's.
std::string receive_in_pieces(Exchange& exchange, int from, std::uint64_t piece);

}  // namespace quadrille::distribute
