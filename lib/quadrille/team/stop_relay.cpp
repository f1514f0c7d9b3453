#include "quadrille/team/stop_relay.hpp"

#include "quadrille/system/clock.hpp"
#include "quadrille/team/tags.hpp"

namespace quadrille::team {

StopRelay::StopRelay(MPI_Comm comm) : comm_(comm) {
  int rank = 0, size = 1;
  MPI_Comm_rank(comm_, &rank);
  MPI_Comm_size(comm_, &size);
  if (rank > 0) neighbours_.push_back((rank - 1) / 2);
  for (const int child : {2 * rank + 1, 2 * rank + 2})
    if (child < size) neighbours_.push_back(child);
}

void StopRelay::look() {
  if (cause_ != 0) return;
  cause_ = system::asked_to_stop();
  if (cause_ == 0) cause_ = told();
  if (cause_ == 0) return;
  since_ = system::seconds_now();
  for (const int neighbour : neighbours_) {
    MPI_Request request = MPI_REQUEST_NULL;  // one number goes without the receiver; nobody waits for it
    MPI_Isend(&cause_, 1, MPI_INT, neighbour, stop_tag, comm_, &request);
    MPI_Request_free(&request);
  }
}

double StopRelay::seconds() const { return cause_ == 0 ? 0 : system::seconds_now() - since_; }

system::StopCause StopRelay::told() {
  int there = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, stop_tag, comm_, &there, &status);
  system::StopCause cause = 0;
  if (there != 0) MPI_Recv(&cause, 1, MPI_INT, status.MPI_SOURCE, stop_tag, comm_, MPI_STATUS_IGNORE);
  return cause;
}

}  // namespace quadrille::team
