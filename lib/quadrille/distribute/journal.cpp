#include "quadrille/distribute/journal.hpp"

#include <filesystem>
#include <utility>

#include <unistd.h>

#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/system/durable.hpp"
#include "quadrille/team/agreement.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::distribute {
namespace {

constexpr double seconds_for_lock = 5;  // a run that was killed is gone by then

std::string extent_text(const journal::Extent& extent) {
  return std::to_string(extent.value) + ' ' + extent.name;
}

/// What cannot be done before any work is the user's to put right.
template <class Body>
auto before_work(const Body& body) {
  try {
    return body();
  } catch (const text::RunError& error) {
    throw text::InputError(error.what());
  }
}

}  // namespace

Journal::Journal(team::Team& team, std::string folder) : folder_(std::move(folder)) {
  run_ = team.from_rank_0([&] {
    return before_work([&] {
      journal::make_folder(folder_);
      lock_.emplace(folder_, seconds_for_lock);
      journal::remove_leftovers(folder_);
      manifest_ = journal::read_manifest(folder_);
      return journal::random_run();
    });
  });
}

std::optional<std::string> Journal::field(const std::string& name) const {
  return manifest_ ? journal::value_of(manifest_->fields, name) : std::nullopt;
}

void Journal::claim(team::Team& team, const journal::Manifest& problem) {
  opening_ = {journal::fingerprint(problem.fields), problem.extent.value};
  team.from_rank_0([&] { before_work([&] { accept(problem); }); });
  require_shared(team);
}

void Journal::accept(const journal::Manifest& problem) {
  if (manifest_) {
    const std::string other = journal::differences(manifest_->fields, problem.fields);
    if (!other.empty())
      throw text::InputError("the journal " + text::quoted(folder_) + " is of another problem: " + other +
                             "; name another folder with " + text::spoken("journal"));
    if (manifest_->extent.value > problem.extent.value)
      throw text::InputError("the journal " + text::quoted(folder_) + " is of " +
                             extent_text(manifest_->extent) + ", and this asks for fewer; write " +
                             text::spoken(manifest_->extent.name, std::to_string(manifest_->extent.value)) +
                             " or more, or name another folder with " + text::spoken("journal"));
  }
  if (!manifest_) require_no_others();
  if (!manifest_ || manifest_->extent.value != problem.extent.value)
    journal::write_manifest(folder_, problem);
  manifest_ = problem;
}

void Journal::require_no_others() const {
  for (const std::string& path : journal::nodes_files(folder_)) {
    const auto theirs = journal::contents_of(path).opening;
    if (theirs != journal::Opening{} && theirs.fingerprint != opening_.fingerprint)
      throw text::InputError("the journal " + text::quoted(folder_) +
                             " has lost its manifest.json, and has work of another problem; name another "
                             "folder with " +
                             text::spoken("journal"));
  }
}

void Journal::require_shared(team::Team& team) const {
  const std::string token = std::filesystem::path(folder_) / ("token-" + run_);
  team.from_rank_0([&] { before_work([&] { system::write_durably(token, ""); }); });
  const auto blind = team::host_blind_to(team, token);
  if (team.rank() == 0) ::unlink(token.c_str());
  if (blind)
    throw text::InputError("host " + blind->name + " does not see the folder " + text::quoted(folder_) +
                           " that host " + blind->of_rank_0 + " sees; " + text::spoken("journal") +
                           " must name a folder that all hosts share");
}

void Journal::complete(const std::string& digest) const {
  const auto before = journal::read_completion(folder_);
  if (before && before->extent == opening_.extent && before->digest != digest)
    throw text::RunError("the journal " + text::quoted(folder_) +
                         " once gave another result, which must not be: remove it and begin anew");
  journal::write_completion(folder_, {opening_.extent, digest});
}

journal::NodesFile Journal::nodes_file(const team::Team& team) const {
  return {journal::nodes_in(folder_, run_, static_cast<std::uint64_t>(team.rank())), opening_};
}

}  // namespace quadrille::distribute
