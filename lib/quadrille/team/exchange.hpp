// Values between ranks, over two members that move bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/serialization/vector.hpp>

#include "quadrille/system/stop.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/climb.hpp"

namespace quadrille::team {

/// Bytes of one message at most: MPI counts to 2^31 - 1 only.
inline constexpr std::uint64_t longest_message = 1U << 26U;

/// All that run() asks of its ranks. Members that are called together by all ranks say "collective". Values
/// are of any type that text::pack() takes; collectives are binary trees (work::climb, work::descend), so
/// that no rank sends or receives more than ceil(log2 size) values.
class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual int rank() const = 0;
  virtual int size() const = 0;

  /// One message of at most 2^31 - 1 bytes; messages between two ranks arrive in the order they were sent.
  virtual void send(int to, std::span<const char> message) = 0;
  /// The next message of a rank, which must not be longer than `message`. Returns its length.
  virtual std::size_t receive(int from, std::span<char> message) = 0;

  /// Collective: sets the shared counter of tickets to 0.
  virtual void open_tickets() = 0;
  /// The next number of the shared counter. While it waits, errors of other ranks are noticed.
  virtual std::uint64_t ticket() = 0;

  /// Lets messages pass and errors be noticed; cheap, to be called every millisecond or so during work.
  virtual void poll() = 0;

  /// Why the job is to stop early, as far as this rank knows: asked itself, or told by another. 0: it is not.
  /// After poll(), soon all know.
  virtual system::StopCause stopping() const = 0;

  /// Ends the whole job with status 3 and this one message. A team of one, and one that is to throw, throws
  /// RunError instead.
  [[noreturn]] virtual void fail(const std::string& message) = 0;

  /// Sends bytes of any number, in messages of at most `piece`.
  void send_bytes(int to, const std::string& bytes, std::uint64_t piece = longest_message);
  /// The counterpart; `piece` must be the sender's.
  std::string receive_bytes(int from, std::uint64_t piece = longest_message);

  /// Returns rank 0's value on all ranks. Collective.
  template <class T>
  T broadcast(const T& of_rank_0) {
    if (size() == 1) return of_rank_0;
    const std::string bytes = broadcast_bytes(rank() == 0 ? text::pack(of_rank_0) : "");
    return rank() == 0 ? of_rank_0 : text::unpack<T>(bytes);
  }

  /// Returns this rank's own of the values that rank 0 gives, one for each rank. Collective.
  template <class T>
  T scatter(const std::vector<T>& of_ranks) {
    const std::vector<T>* part = &of_ranks;  // of this rank, and of those that get theirs through it
    std::vector<T> given;
    if (rank() == 0 && of_ranks.size() != static_cast<std::size_t>(size()))
      throw std::logic_error("a scatter of another number of values than ranks");
    work::descend(
        rank(), size(),
        [&](std::int64_t from) {
          given = text::unpack<std::vector<T>>(receive_bytes(static_cast<int>(from)));
          part = &given;
        },
        [&](std::int64_t to) {
          const auto first = part->begin() + (to - rank());
          const auto end = part->begin() + (work::end_of_part(to, size()) - rank());
          send_bytes(static_cast<int>(to), text::pack(std::vector<T>(first, end)));
        });
    return part->front();
  }

  /// Collective. Each rank takes over, by `absorb(own, theirs)`, what others below it in the tree hand to it,
  /// so it holds at most what its part of the tree knows. Other ranks' `own` is spent.
  template <class T, class Absorb>
  void gather(T& own, const Absorb& absorb, std::uint64_t piece = longest_message) {
    work::climb(
        rank(), size(),
        [&](std::int64_t from) {
          absorb(own, text::unpack<T>(receive_bytes(static_cast<int>(from), piece)));
        },
        [&](std::int64_t to) { send_bytes(static_cast<int>(to), text::pack(own), piece); });
  }

  /// Returns the ranks' values, by rank, on all ranks. Collective.
  template <class T>
  std::vector<T> all_gather(const T& own) {
    std::vector<T> all = {own};
    gather(all, [](std::vector<T>& lower, std::vector<T>&& higher) {
      lower.insert(lower.end(), std::make_move_iterator(higher.begin()),
                   std::make_move_iterator(higher.end()));
    });
    return broadcast(all);
  }

  /// Returns what `answer()` gives at rank 0, on all ranks; or throws the InputError or RunError there that
  /// it throws at rank 0. Collective.
  template <class Answer>
  std::remove_cvref_t<std::invoke_result_t<const Answer&>> from_rank_0(const Answer& answer) {
    using T = std::remove_cvref_t<std::invoke_result_t<const Answer&>>;
    if constexpr (std::is_void_v<T>) {
      packed_from_rank_0([&]() -> std::string {
        answer();
        return "";
      });
    } else {
      return text::unpack<T>(packed_from_rank_0([&] { return text::pack<T>(answer()); }));
    }
  }

 private:
  std::string broadcast_bytes(std::string bytes);
  std::string packed_from_rank_0(const std::function<std::string()>& packed_answer);
};

}  // namespace quadrille::team
