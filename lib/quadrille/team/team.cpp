#include "quadrille/team/team.hpp"

#include <cstddef>

#include "quadrille/system/slurm.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::team {
namespace {

constexpr std::size_t most_named = 4;

/// "rank 2 (host a)", "ranks 2 (host a), 3 (host b) and 7 more".
std::string list(const std::vector<std::size_t>& ranks, const std::vector<std::string>& hosts) {
  std::string text = ranks.size() == 1 ? "rank " : "ranks ";
  for (std::size_t i = 0; i < ranks.size() && i < most_named; ++i)
    text += (i > 0 ? ", " : "") + std::to_string(ranks[i]) + " (host " + hosts[ranks[i]] + ")";
  if (ranks.size() > most_named) text += " and " + std::to_string(ranks.size() - most_named) + " more";
  return text;
}

}  // namespace

void Team::require(const Expectations& expectations) {
  const auto processes = static_cast<std::uint64_t>(size());
  const std::uint64_t expected = expectations.processes.value_or(processes);
  if (expected != processes)
    throw text::InputError("this job runs as " + std::to_string(processes) +
                           (processes == 1 ? " process" : " processes") + ", but " +
                           text::spoken("processes-expected") + " says " + std::to_string(expected) +
                           "; start it with `mpirun -np " + std::to_string(expected) + "`");
  if (processes == 1 && !expectations.processes) system::require_one_task();
}

void Team::require_same(const std::string& what, const std::string& digest) {
  const auto digests = all_gather(digest);
  std::vector<std::size_t> others;
  for (std::size_t other = 0; other < digests.size(); ++other)
    if (digests[other] != digests[0]) others.push_back(other);
  if (others.empty()) return;
  const auto names = all_gather(host());
  throw text::InputError(list(others, names) + (others.size() == 1 ? " differs" : " differ") +
                         " from rank 0 (host " + names[0] + ") in " + what +
                         "; start the same program with the same options on every host");
}

}  // namespace quadrille::team
