// Connections to other hosts that have gone dead.
#pragma once

#include <map>
#include <string>

#include "quadrille/team/hosts.hpp"

namespace quadrille::team {

/// The TCP connections of this process to other hosts. The system notices a host that is cut off, or without
/// power, only when keepalive is on and nothing is under way; else it repeats what was sent for a quarter of
/// an hour. Here a connection is dead when its other end, the system there and not the process, has
/// acknowledged nothing for `patience` seconds, though it was asked every few seconds.
class Links {
 public:
  explicit Links(double patience = 30);

  /// The address of a host that is dead, "" if there is none. Looks every few seconds, not each time.
  std::string dead();

 private:
  struct Watch {
    double since = 0;  // when keepalive was switched on
    bool is_there = false;
  };

  double patience_;
  double due_ = 0;
  std::map<std::string, Watch> watched_;  // by socket, as the system names it
};

}  // namespace quadrille::team
