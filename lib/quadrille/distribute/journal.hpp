// A journal as the ranks of a job share it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/lock.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/journal/nodes_file.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::distribute {

/// Everything that throws InputError throws the same on all ranks.
class Journal {
 public:
  /// Collective. Rank 0 makes the folder if there is none, and locks it until the journal ends. Throws
  /// InputError if nothing can be written there, or another run is at work on it.
  Journal(team::Team& team, std::string folder);

  /// At rank 0: the value of a field of the problem that the journal is of; none if it is new.
  std::optional<std::string> field(const std::string& name) const;

  /// Collective; to be called before the members below. The journal is of this problem from now on. Throws
  /// InputError if it is of another one, or of a larger extent, or if a host does not see the folder.
  void claim(team::Team& team, const journal::Manifest& problem);

  /// At rank 0: all is done. Throws RunError if it was done before with another result.
  void complete(const std::string& digest) const;

  const std::string& folder() const { return folder_; }
  const journal::Opening& opening() const { return opening_; }
  /// For this rank's records; not there yet.
  journal::NodesFile nodes_file(const team::Team& team) const;

 private:
  void accept(const journal::Manifest& problem);
  /// Where there is no manifest, records of another problem must not be taken for litter.
  void require_no_others() const;
  void require_shared(team::Team& team) const;

  std::string folder_;
  std::optional<journal::Lock> lock_;          // at rank 0
  std::optional<journal::Manifest> manifest_;  // at rank 0
  journal::Opening opening_;
  std::string run_;
};

}  // namespace quadrille::distribute
