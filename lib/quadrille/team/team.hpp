// The processes that work together: one alone, or the ranks of an MPI program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/team/exchange.hpp"

namespace quadrille::team {

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

  virtual void barrier() = 0;

  /// Throws InputError on all ranks if the job is not what it should be: another number of processes than
  /// expected, or a world of one although Slurm started several tasks. Call it once options are known, and
  /// not for --help and its like.
  virtual void require(const Expectations& expectations) = 0;

  /// Throws InputError on all ranks if `digest` of `what` ("options", "kernel") is not the same everywhere.
  void require_same(const std::string& what, const std::string& digest);
};

}  // namespace quadrille::team
