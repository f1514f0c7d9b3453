#include "quadrille/distribute/resume.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <unistd.h>

#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/journal/record.hpp"
#include "quadrille/journal/status.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/agreement.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/segments.hpp"

namespace quadrille::distribute {
namespace {

/// What one rank found in its files.
struct Findings {
  std::vector<Found> records;
  std::vector<std::string> notes;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& records& notes;
  }
};

/// Paths, at rank 0's word: another host may see names later.
std::vector<std::string> files_of(team::Team& team, const Journal& journal) {
  return team.from_rank_0([&] { return journal::nodes_files(journal.folder()); });
}

void require_ours(const std::string& path, const journal::Opening& theirs, const journal::Opening& ours) {
  if (theirs.fingerprint != ours.fingerprint)
    throw text::RunError("the journal's file " + text::quoted(path) +
                         " is of another problem than its manifest; remove the file");
  if (theirs.extent > ours.extent)
    throw text::RunError("the journal's file " + text::quoted(path) + " is of an extent of " +
                         std::to_string(theirs.extent) + ", more than the " + std::to_string(ours.extent) +
                         " of its manifest; remove the file, or ask for as much");
}

void look_into(const std::string& path, std::uint64_t file, const Journal& journal,
               const work::Layout& layout, Findings& findings) {
  const journal::Contents contents = journal::contents_of(path);
  if (contents.ending == journal::Ending::bad)
    findings.notes.push_back("the journal's file " + text::quoted(path) + " is damaged after " +
                             std::to_string(contents.entries.size()) +
                             " records; what followed is computed again");
  if (contents.opening == journal::Opening{}) return;
  require_ours(path, contents.opening, journal.opening());
  for (const auto& [work, offset] : contents.entries) {
    if (work.is_tied && contents.opening.extent != journal.opening().extent) continue;
    if (!std::ranges::all_of(work.segments, [&](const auto& segment) { return layout.holds(segment); }))
      throw text::RunError("the journal's file " + text::quoted(path) +
                           " has work that is none of this problem's");
    findings.records.push_back({file, offset, work});
  }
}

}  // namespace

Catalogue catalogue_of(team::Team& team, const Journal& journal, const work::Layout& layout) {
  Catalogue catalogue;
  catalogue.files = files_of(team, journal);
  Findings own;
  for (std::uint64_t file = 0; file < catalogue.files.size(); ++file)
    if (catalogue.is_read_by(team, file)) look_into(catalogue.files[file], file, journal, layout, own);
  auto all = team.all_gather(own);
  for (Findings& findings : all) {
    std::ranges::move(findings.records, std::back_inserter(catalogue.records));
    std::ranges::move(findings.notes, std::back_inserter(catalogue.notes));
  }
  std::ranges::stable_sort(catalogue.records, {}, &Found::file);
  std::vector<std::vector<work::Segment>> sets;
  for (const Found& found : catalogue.records) sets.push_back(found.work.segments);
  catalogue.chosen = work::disjoint(sets);
  work::Segments known;
  for (const std::size_t record : catalogue.chosen)
    for (const work::Segment& segment : sets[record]) known.add(segment);
  catalogue.missing = layout.shares_without(known);
  return catalogue;
}

void tell_of(std::ostream& out, const Journal& journal, const Catalogue& catalogue, double fraction) {
  for (const std::string& note : catalogue.notes) out << "note: " << note << '\n';
  if (catalogue.chosen.empty()) return;
  if (catalogue.missing.empty())
    out << "all of the work is in the journal " << text::quoted(journal.folder()) << " already\n";
  else
    out << "going on from " << journal::percent(fraction) << " in the journal "
        << text::quoted(journal.folder()) << '\n';
}

void require_finished(team::Team& team, const Journal& journal, bool is_finished, double fraction) {
  const system::StopCause cause = team::agreed_stop(team, is_finished ? 0 : team.stopping());
  if (cause == 0) return;
  const auto fractions = team.all_gather(fraction);
  const double done = std::accumulate(fractions.begin(), fractions.end(), 0.0);
  throw system::stopped(cause, journal::percent(std::min(done, 1.0)) + " of the work", journal.folder());
}

std::vector<std::pair<std::size_t, std::size_t>> repetitions(const team::Team& team,
                                                             const Catalogue& catalogue) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::vector<bool> is_chosen(catalogue.records.size());
  for (const std::size_t record : catalogue.chosen) is_chosen[record] = true;
  for (std::size_t one = 0; one < catalogue.records.size(); ++one) {
    if (is_chosen[one] || !catalogue.is_read_by(team, catalogue.records[one].file)) continue;
    const work::Segments segments(catalogue.records[one].work.segments);
    for (const std::size_t other : catalogue.chosen)
      if (segments.overlaps(catalogue.records[other].work.segments)) pairs.emplace_back(one, other);
  }
  return pairs;
}

void remove_files(const team::Team& team, const Catalogue& catalogue) {
  for (std::uint64_t file = 0; file < catalogue.files.size(); ++file)
    if (catalogue.is_read_by(team, file)) ::unlink(catalogue.files[file].c_str());
}

}  // namespace quadrille::distribute
