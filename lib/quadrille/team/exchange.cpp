#include "quadrille/team/exchange.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "quadrille/text/error.hpp"
#include "quadrille/work/packed_sizes.hpp"

namespace quadrille::team {
namespace {

using Size = std::uint64_t;
constexpr std::size_t before_bytes = sizeof(Size);
using First = std::array<char, before_bytes + work::most_in_first_message>;

/// Of so many bytes, how many go with their number.
std::size_t in_first_message(std::uint64_t bytes, std::uint64_t piece) {
  return std::min({bytes, piece, work::most_in_first_message});
}

template <class Bytes, class Transfer>
void for_each_piece(Bytes bytes, std::uint64_t piece, const Transfer& transfer) {
  for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::uint64_t>(piece, bytes.size())))
    transfer(bytes.first(std::min<std::uint64_t>(piece, bytes.size())));
}

/// What rank 0 came to, besides a value.
enum class Fate : std::uint8_t { value, input_error, run_error };

struct Answered {
  Fate fate = Fate::value;
  std::string bytes;  ///< packed, or the words of the error

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& fate& bytes;
  }
};

}  // namespace

void Exchange::send_bytes(int to, const std::string& bytes, std::uint64_t piece) {
  First first{};
  const Size size = bytes.size();
  const std::size_t sent = in_first_message(size, piece);
  std::memcpy(first.data(), &size, sizeof size);
  std::memcpy(first.data() + before_bytes, bytes.data(), sent);
  send(to, std::span(first).first(before_bytes + sent));
  for_each_piece(std::span(bytes).subspan(sent), piece, [&](std::span<const char> part) { send(to, part); });
}

std::string Exchange::receive_bytes(int from, std::uint64_t piece) {
  First first{};
  const std::size_t length = receive(from, first);
  Size size = 0;
  std::memcpy(&size, first.data(), sizeof size);
  const std::size_t sent = in_first_message(size, piece);
  if (length != before_bytes + sent)
    throw text::RunError("a message between ranks has another length than it says");
  std::string bytes(size, '\0');
  std::memcpy(bytes.data(), first.data() + before_bytes, sent);
  for_each_piece(std::span(bytes).subspan(sent), piece, [&](std::span<char> part) { receive(from, part); });
  return bytes;
}

std::string Exchange::broadcast_bytes(std::string bytes) {
  work::descend(
      rank(), size(), [&](std::int64_t from) { bytes = receive_bytes(static_cast<int>(from)); },
      [&](std::int64_t to) { send_bytes(static_cast<int>(to), bytes); });
  return bytes;
}

std::string Exchange::packed_from_rank_0(const std::function<std::string()>& packed_answer) {
  Answered told;
  if (rank() == 0) try {
      told.bytes = packed_answer();
    } catch (const text::InputError& error) {
      told = {Fate::input_error, error.what()};
    } catch (const text::RunError& error) {
      told = {Fate::run_error, error.what()};
    }
  told = broadcast(told);
  if (told.fate == Fate::input_error) throw text::InputError(told.bytes);
  if (told.fate == Fate::run_error) throw text::RunError(told.bytes);
  return told.bytes;
}

}  // namespace quadrille::team
