// How one rank's reason to stop becomes everybody's.
#pragma once

#include <vector>

#include <boost/mpi/communicator.hpp>

#include "quadrille/system/stop.hpp"

namespace quadrille::team {

/// Ranks are neighbours in a binary tree. One that is asked to stop, or told to, tells its neighbours, once:
/// so all know after a logarithm of steps, and nobody sends more than three messages.
class StopRelay {
 public:
  explicit StopRelay(boost::mpi::communicator comm);

  /// Looks for a reason of this process, and of others; passes it on.
  void look();

  /// The first reason that was seen; 0 for none.
  system::StopCause cause() const { return cause_; }

  /// Seconds since then; 0 if there is none.
  double seconds() const;

 private:
  system::StopCause told();

  boost::mpi::communicator comm_;
  std::vector<int> neighbours_;
  std::vector<boost::mpi::request> sent_;  // never waited for: one number goes without the receiver
  system::StopCause cause_ = 0;
  double since_ = 0;
};

}  // namespace quadrille::team
