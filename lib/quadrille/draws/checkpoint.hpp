// How far a file of draws is, in a journal, so that a later run goes on with it.
#pragma once

#include <cstdint>
#include <string>

#include "quadrille/draws/shared_file.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::draws {

/// Removes an unfinished file that the journal in `folder` knows, since nobody asks for it any more. For rank
/// 0.
void forget(const std::string& folder);

/// All but the constructor is collective. Rank 0 writes; throws the same text::RunError on all ranks.
class Checkpoint {
 public:
  /// `folder` is the journal's.
  Checkpoint(team::Team& team, std::string folder, std::uint64_t draws);

  /// Whether the file is there already, whole, with all its draws.
  bool is_published(const SharedFile& file);

  /// What open() will find. For rank 0, after is_published().
  struct Standing {
    std::uint64_t rows = 0;   ///< that are there to go on behind
    std::uint64_t freed = 0;  ///< bytes of what it removes or cuts off
  };
  Standing standing(const SharedFile& file) const;

  /// Opens the file where the last run left it, or anew. Gives the rows that it has.
  std::uint64_t open(SharedFile& file);

  /// After a round of rows: about once a second, what there is is synced and noted. Throws
  /// system::Stopped on all ranks when the job is to stop.
  void after_round(SharedFile& file, std::uint64_t rows);

  /// All rows are there: to be called before the file is published.
  void finish(SharedFile& file);

 private:
  /// Whether the unfinished file, which has so many bytes, is one to go on with.
  bool goes_on(const SharedFile& file, std::uint64_t size) const;
  void note(SharedFile& file, std::uint64_t rows);
  void remember(const SharedFile& file, std::uint64_t rows);  // at rank 0 alone

  team::Team& team_;
  std::string folder_;
  std::uint64_t draws_;
  journal::DrawsState state_;  // at rank 0; of no file at first
  double due_ = 0;             // at rank 0, as seconds_now() counts
};

}  // namespace quadrille::draws
