#include "quadrille/draws/csv.hpp"

#include <algorithm>
#include <cstddef>

#include "quadrille/draws/checkpoint.hpp"
#include "quadrille/draws/shared_file.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/team/agreement.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::draws {
namespace {

/// Rows from `done` on, and the header if there are none yet.
void write_rows(team::Team& team, SharedFile& file, const std::vector<std::string>& names, std::uint64_t done,
                std::uint64_t draws, const Fill& fill, const Tell& tell,
                const std::function<void(std::uint64_t rows)>& after_round) {
  const auto rank = static_cast<std::uint64_t>(team.rank()), ranks = static_cast<std::uint64_t>(team.size());
  if (file.size() == 0) file.append(rank == 0 ? header_line(names) : "");
  Rows format(names.size(), fill);
  const auto rows = format.most();
  for (std::uint64_t round = done; round < draws; round += rows * ranks) {
    const auto first = std::min(round + rows * rank, draws);
    file.append(format(first, std::min(rows, draws - first)));
    const auto now = std::min(round + rows * ranks, draws);
    tell(done, now);
    after_round(now);
  }
}

void require_trial(team::Team& team, const std::string& path, system::PartialFile& trial) {
  team.from_rank_0([&] {
    if (const auto why = system::refusal(path, trial); !why.empty()) throw text::InputError(why);
  });
}

}  // namespace

void check_writable(team::Team& team, const std::string& path) {
  system::PartialFile trial;
  require_trial(team, path, trial);
}

void check_writable_by_all(team::Team& team, const std::string& path) {
  system::PartialFile trial;
  require_trial(team, path, trial);
  if (const auto blind = team::host_blind_to(team, trial.name()))
    throw text::InputError("cannot write " + text::quoted(path) + ": host " + blind->name +
                           " does not see its folder as host " + blind->of_rank_0 +
                           " does; name a file in a folder that all hosts share");
}

void write_csv(team::Team& team, const std::string& path, const std::vector<std::string>& names,
               std::uint64_t draws, const Fill& fill, const Tell& tell) {
  SharedFile file(team, path);
  file.create();
  write_rows(team, file, names, 0, draws, fill, tell, [](std::uint64_t) {});
  file.publish();
}

void write_csv(team::Team& team, const std::string& path, const std::vector<std::string>& names,
               std::uint64_t draws, const Fill& fill, const std::string& folder, const Tell& tell) {
  SharedFile file(team, path, system::Unfinished::kept);
  Checkpoint checkpoint(team, folder, draws);
  if (checkpoint.is_published(file)) return;
  const std::uint64_t done = checkpoint.open(file);
  write_rows(team, file, names, done, draws, fill, tell,
             [&](std::uint64_t rows) { checkpoint.after_round(file, rows); });
  checkpoint.finish(file);
  file.publish();
}

}  // namespace quadrille::draws
