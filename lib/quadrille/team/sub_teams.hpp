// The first ranks of a launch as teams of their own, one after the other, while the others rest.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include <boost/mpi/communicator.hpp>

#include "quadrille/team/team.hpp"

namespace quadrille::team {

class MpiTeam;

/// The first ranks of a team; not given back after an error, of which others may not know yet.
class Communicator {
 public:
  Communicator(MpiTeam& team, int size);
  ~Communicator();
  Communicator(const Communicator&) = delete;
  Communicator& operator=(const Communicator&) = delete;

  const boost::mpi::communicator& operator*() const { return comm_; }

  /// Whether an error is on its way, or was.
  bool is_spent() const;

 private:
  const MpiTeam& team_;
  boost::mpi::communicator comm_;
};

/// Rank r of a sub-team is rank r of the whole team: what it sends, what it hears of errors and how it fails
/// is the whole team's; tickets are its own.
class SubTeams {
 public:
  /// Collective, as is its end; the team, an MpiTeam, must outlive it. Sizes are from 1 to the whole
  /// team's.
  SubTeams(Team& whole, const std::vector<int>& sizes);
  ~SubTeams();
  SubTeams(const SubTeams&) = delete;
  SubTeams& operator=(const SubTeams&) = delete;

  /// The team of one of the sizes; a rank beyond it must not ask.
  Exchange& team(int size);

  /// Collective over the whole team: ranks leave when all have come. Who waits sleeps, for up to ten
  /// milliseconds at a time, so that those who still work have their processors for themselves.
  void meet();

  /// Collective over the team of this size: its ranks leave within microseconds of each other.
  void start_together(int size);

 private:
  class SubTeam;

  MpiTeam& whole_;
  Communicator meeting_;
  std::map<int, std::unique_ptr<SubTeam>> teams_;
};

}  // namespace quadrille::team
