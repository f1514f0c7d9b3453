// How one rank's error ends the whole job with one message, or is thrown on all ranks of a team.
#pragma once

#include <optional>
#include <string>

#include <boost/mpi/communicator.hpp>

#include "quadrille/team/messages.hpp"
#include "quadrille/team/verdict.hpp"

namespace quadrille::team {

/// A rank that fails sends its message to rank 0, which looks for it whenever it polls or waits, prints it
/// and aborts all. If rank 0 does not answer within two seconds (it is in a long block, or dead), the failing
/// rank prints and aborts. Failing ranks also tell each other, so that of several only one does: the one
/// that failed first, or the lowest of those that failed together.
///
/// Where errors are thrown, a rank that fails sends its message to all others, which throw it when they look.
class Alarm {
 public:
  Alarm(boost::mpi::communicator comm, std::string program, OnError on_error);

  /// On rank 0: ends the job if another rank has failed. On all ranks: lets messages pass. Where errors are
  /// thrown, throws on any rank that of another, or again the one that was thrown before.
  void look();

  /// Ends the job with the verdict's status and message; or tells all ranks, and throws RunError.
  [[noreturn]] void raise(const Verdict& verdict);

  /// The same for a rank that other hosts do not answer: it tells all ranks, since those of its own host may
  /// have no other way to know, and waits for nobody.
  [[noreturn]] void raise_everywhere(const Verdict& verdict);

  /// Whether an error was thrown, here or on another rank.
  bool has_thrown() const { return thrown_.has_value(); }

 private:
  [[noreturn]] void end(const Verdict& verdict);
  void send_to_all(const Verdict& verdict);
  int lowest_failed_rank() const;
  void wait_for_rank_0(const Verdict& verdict) const;

  boost::mpi::communicator comm_;
  std::string program_;
  OnError on_error_;
  std::optional<std::string> thrown_;
};

}  // namespace quadrille::team
