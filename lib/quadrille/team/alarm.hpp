// How one rank's error ends the whole job with one message.
#pragma once

#include <string>

#include <mpi.h>

#include "quadrille/team/verdict.hpp"

namespace quadrille::team {

/// A rank that fails sends its message to rank 0, which looks for it whenever it polls or waits, prints it
/// and aborts all. If rank 0 does not answer within two seconds (it is in a long block, or dead), the failing
/// rank prints and aborts. Failing ranks also tell each other, so that of several only one does: the one
/// that failed first, or the lowest of those that failed together.
class Alarm {
 public:
  /// The communicator must outlive it.
  Alarm(MPI_Comm comm, std::string program);

  /// On rank 0: ends the job if another rank has failed. On all ranks: lets messages pass.
  void look() const;

  /// Ends the job with the verdict's status and message.
  [[noreturn]] void raise(const Verdict& verdict) const;

  /// The same for a rank that other hosts do not answer: it tells all ranks, since those of its own host may
  /// have no other way to know, and waits for nobody.
  [[noreturn]] void raise_everywhere(const Verdict& verdict) const;

 private:
  [[noreturn]] void end(const Verdict& verdict) const;
  int lowest_failed_rank() const;
  void wait_for_rank_0(const Verdict& verdict) const;

  MPI_Comm comm_;
  std::string program_;
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace quadrille::team
