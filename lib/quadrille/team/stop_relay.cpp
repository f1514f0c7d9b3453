#include "quadrille/team/stop_relay.hpp"

#include <utility>

#include "quadrille/system/clock.hpp"
#include "quadrille/team/messages.hpp"

namespace quadrille::team {

StopRelay::StopRelay(boost::mpi::communicator comm) : comm_(std::move(comm)) {
  const int rank = comm_.rank();
  if (rank > 0) neighbours_.push_back((rank - 1) / 2);
  for (const int child : {2 * rank + 1, 2 * rank + 2})
    if (child < comm_.size()) neighbours_.push_back(child);
}

void StopRelay::look() {
  if (cause_ != 0) return;
  cause_ = system::asked_to_stop();
  if (cause_ == 0) cause_ = told();
  if (cause_ == 0) return;
  since_ = system::seconds_now();
  for (const int neighbour : neighbours_) sent_.push_back(comm_.isend(neighbour, stop_tag, cause_));
}

double StopRelay::seconds() const { return cause_ == 0 ? 0 : system::seconds_now() - since_; }

system::StopCause StopRelay::told() {
  const auto there = comm_.iprobe(boost::mpi::any_source, stop_tag);
  system::StopCause cause = 0;
  if (there) comm_.recv(there->source(), stop_tag, cause);
  return cause;
}

}  // namespace quadrille::team
