// What the programs do with a journal, and with files that an earlier run left.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/options/values.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::apps {

/// The journal that --journal names, if it does; from then on the job can be stopped. Collective. Throws
/// text::InputError on all ranks.
std::optional<distribute::Journal> open_journal(team::Team& team, const options::Common& common);

/// The journal is of this problem from now on. Collective. Throws text::InputError on all ranks. `arguments`
/// are the command line's.
template <class Study>
void claim(team::Team& team, std::optional<distribute::Journal>& journal, const Study& study,
           const work::Layout& layout, const std::vector<std::string>& arguments);

/// The command line, to be pasted into a shell.
std::string command_line(const std::string& program, const std::vector<std::string>& arguments);

/// Answers --status or --verify, if one was given: the exit status. Collective; rank 0 does it.
std::optional<int> looked_at_files(team::Team& team, const options::Values& values);

template <class Study>
void claim(team::Team& team, std::optional<distribute::Journal>& journal, const Study& study,
           const work::Layout& layout, const std::vector<std::string>& arguments) {
  if (!journal) return;
  journal::Manifest manifest;
  manifest.fields = study.fields();
  manifest.fields.insert(
      manifest.fields.begin(),
      {{"program", Study::program}, {"version", QUADRILLE_VERSION}, {"kernel", study.digest()}});
  manifest.extent = study.extent();
  manifest.cost = layout.cost();
  manifest.command = command_line(Study::program, arguments);
  journal->claim(team, manifest);
}

}  // namespace quadrille::apps
