// Going on from what a journal holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/recorder.hpp"
#include "quadrille/journal/contents.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/nodes.hpp"

namespace quadrille::distribute {

/// A record of the journal.
struct Found {
  std::uint64_t file = 0;  ///< index of Catalogue::files
  std::uint64_t offset = 0;
  journal::Work work;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& file& offset& work;
  }
};

/// What a journal holds: the same on all ranks.
struct Catalogue {
  std::vector<std::string> files;
  std::vector<Found> records;       ///< in order of file and offset
  std::vector<std::size_t> chosen;  ///< records that have no slot in common; the others repeat what those say
  std::vector<work::Share> missing;  ///< slots that no chosen record has
  std::vector<std::string> notes;    ///< files that are damaged, not merely torn

  /// File i is read by rank i mod size.
  bool is_read_by(const team::Exchange& team, std::uint64_t file) const {
    return file % static_cast<std::uint64_t>(team.size()) == static_cast<std::uint64_t>(team.rank());
  }
};

/// Collective. Throws RunError if a file is of another problem or a larger extent, or cannot be read.
Catalogue catalogue_of(team::Team& team, const Journal& journal, const work::Layout& layout);

/// Records that were not chosen and are read by this rank, each with a chosen one that overlaps it.
std::vector<std::pair<std::size_t, std::size_t>> repetitions(const team::Team& team,
                                                             const Catalogue& catalogue);

/// This rank's files of the catalogue are removed.
void remove_files(const team::Team& team, const Catalogue& catalogue);

/// Says on rank 0 what was found: `fraction` of the work, in [0, 1], and what is damaged.
void tell_of(std::ostream& out, const Journal& journal, const Catalogue& catalogue, double fraction);

/// Collective. Throws Stopped on all ranks unless all have finished; `fraction` of the whole work is in this
/// rank's records.
void require_finished(team::Team& team, const Journal& journal, bool is_finished, double fraction);

template <work::Kernel K>
work::Nodes<K> read(const Catalogue& catalogue, std::size_t record) {
  const Found& found = catalogue.records[record];
  return text::unpack<work::Nodes<K>>(journal::nodes_at(catalogue.files[found.file], found.offset));
}

/// Throws RunError if a node that was found twice is not the same to the bit.
template <work::Kernel K>
void compare_repetitions(const team::Team& team, const Catalogue& catalogue) {
  for (const auto& [one, other] : repetitions(team, catalogue)) {
    const std::string where = read<K>(catalogue, one).difference(read<K>(catalogue, other));
    if (!where.empty())
      throw text::RunError("the journal's files '" + catalogue.files[catalogue.records[one].file] +
                           "' and '" + catalogue.files[catalogue.records[other].file] +
                           "' have different results for the same work (" + where +
                           "), which must not be: remove the journal's folder and begin anew");
  }
}

/// Collective. What the journal holds is shared out over the ranks' recorders and written to their own files;
/// then the files that it came from are removed. So a journal has one file a rank, however often it was
/// resumed, and a kill at any moment leaves every record in one file at least.
template <work::Kernel K>
Catalogue resume(team::Team& team, const Journal& journal, const work::Layout& layout,
                 Recorder<K>& recorder) {
  Catalogue catalogue = catalogue_of(team, journal, layout);
  compare_repetitions<K>(team, catalogue);
  for (const std::size_t record : catalogue.chosen)
    if (catalogue.is_read_by(team, catalogue.records[record].file))
      recorder.adopt(catalogue.records[record].work, read<K>(catalogue, record));
  team.barrier();  // until all have read what they compare
  recorder.rewrite();
  remove_files(team, catalogue);
  return catalogue;
}

}  // namespace quadrille::distribute
