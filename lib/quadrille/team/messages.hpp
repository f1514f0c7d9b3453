// Which message is which between the ranks of one communicator, and what MPI has that Boost.MPI has not.
#pragma once

#include <memory>

#include <boost/mpi/exception.hpp>
#include <mpi.h>

namespace quadrille::team {

inline constexpr int exchange_tag = 0;        // Exchange::send
inline constexpr int error_tag = 1;           // the Verdict of a rank that failed
inline constexpr int failed_tag = 2;          // from a rank that failed, to all but rank 0: nothing
inline constexpr int ticket_request_tag = 3;  // to rank 0: nothing
inline constexpr int ticket_tag = 4;          // from rank 0: the ticket's number
inline constexpr int stop_tag = 5;            // between neighbours: the StopCause

/// What is done with an error, of a rank or of MPI.
enum class OnError {
  abort_job,   ///< one message, and the end of all ranks
  throw_error  ///< RunError on the ranks of the team
};

/// Whether a request of MPI's is done; Boost has requests for messages only.
inline bool is_done(MPI_Request& request) {
  int done = 0;
  BOOST_MPI_CHECK_RESULT(MPI_Test, (&request, &done, MPI_STATUS_IGNORE));
  return done != 0;
}

/// Begins a barrier; Boost has none that does not block.
inline MPI_Request begin_barrier(MPI_Comm comm) {
  MPI_Request request = MPI_REQUEST_NULL;
  BOOST_MPI_CHECK_RESULT(MPI_Ibarrier, (comm, &request));
  return request;
}

/// Keeps something until this process ends: what MPI may still read or write after an error that is thrown,
/// and communicators that messages may still be on their way in, whose numbers must not be used again.
void keep_for_ever(std::shared_ptr<void> remains);

}  // namespace quadrille::team
