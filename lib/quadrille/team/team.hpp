// The processes that work together: one alone, or the ranks of an MPI program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "quadrille/system/stop.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::team {

/// All that run() asks of its ranks. Members that are called together by all ranks say "collective".
class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual int rank() const = 0;
  virtual int size() const = 0;

  /// Collective: each rank gets its own of the shares that rank 0 gives, one for each rank.
  virtual work::Share scatter(const std::vector<work::Share>& shares) = 0;

  /// One message of at most 2^31 - 1 bytes; messages between two ranks arrive in the order they were sent.
  virtual void send(int to, std::span<const char> message) = 0;
  virtual void receive(int from, std::span<char> message) = 0;

  /// Collective: sets the shared counter of tickets to 0.
  virtual void open_tickets() = 0;
  /// The next number of the shared counter. While it waits, errors of other ranks are noticed.
  virtual std::uint64_t ticket() = 0;

  /// Lets messages pass and errors be noticed; cheap, to be called every millisecond or so during work.
  virtual void poll() = 0;

  /// Why the job is to stop early, as far as this rank knows: asked itself, or told by another. 0: it is not.
  /// After poll(), soon all know.
  virtual system::StopCause stopping() const = 0;

  /// Ends the whole job with status 3 and this one message. A team of one throws RunError instead.
  [[noreturn]] virtual void fail(const std::string& message) = 0;
};

/// What the caller was told about the job that it is in.
struct Expectations {
  std::optional<std::uint64_t> processes;  ///< as --processes-expected says
};

/// The ranks of a program as the other rooms see them. Everything but the accessors is collective.
class Team : public Exchange {
 public:
  /// This rank's host name.
  virtual const std::string& host() const = 0;
  /// The names of the ranks' hosts, in order of their first rank, each host once: two hosts may share a name.
  virtual const std::vector<std::string>& hosts() const = 0;
  /// Whether this process prints. One process of a job does.
  virtual bool speaks() const = 0;

  virtual std::vector<std::uint64_t> all_gather(std::uint64_t own) = 0;  ///< by rank, on all ranks
  virtual std::vector<std::string> all_gather(const std::string& own) = 0;
  virtual std::string broadcast(const std::string& text) = 0;  ///< rank 0's text, on all ranks
  virtual void barrier() = 0;

  /// What `answer` gives at rank 0, on all ranks; or the InputError or RunError that it throws there.
  std::string from_rank_0(const std::function<std::string()>& answer);

  /// Sum over lower ranks; 0 on rank 0.
  std::uint64_t sum_before(std::uint64_t own);

  /// Throws InputError on all ranks if the job is not what it should be: another number of processes than
  /// expected, or a world of one although Slurm started several tasks. Call it once options are known, and
  /// not for --help and its like.
  virtual void require(const Expectations& expectations) = 0;

  /// Throws InputError on all ranks if `digest` of `what` ("options", "kernel") is not the same everywhere.
  void require_same(const std::string& what, const std::string& digest);
};

}  // namespace quadrille::team
