#include "quadrille/team/pieces.hpp"

#include <algorithm>
#include <span>

namespace quadrille::team {
namespace {

template <class Bytes, class Transfer>
void for_each_piece(Bytes bytes, std::uint64_t piece, const Transfer& transfer) {
  for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::uint64_t>(piece, bytes.size())))
    transfer(bytes.first(std::min<std::uint64_t>(piece, bytes.size())));
}

}  // namespace

void send_in_pieces(Exchange& exchange, int to, const std::string& bytes, std::uint64_t piece) {
  const std::uint64_t size = bytes.size();
  exchange.send(to, {reinterpret_cast<const char*>(&size), sizeof size});
  for_each_piece(std::span(bytes), piece, [&](std::span<const char> part) { exchange.send(to, part); });
}

std::string receive_in_pieces(Exchange& exchange, int from, std::uint64_t piece) {
  std::uint64_t size = 0;
  exchange.receive(from, {reinterpret_cast<char*>(&size), sizeof size});
  std::string bytes(size, '\0');
  for_each_piece(std::span(bytes), piece, [&](std::span<char> part) { exchange.receive(from, part); });
  return bytes;
}

}  // namespace quadrille::team
