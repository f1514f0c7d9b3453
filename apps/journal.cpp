#include "journal.hpp"

#include <filesystem>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/journal/status.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/system/durable.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/team/verdict.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/workload/deliver.hpp"

namespace quadrille::apps {
namespace {

/// An exit status, and the line to print.
using Answer = std::pair<int, std::string>;

Answer status(const std::string& folder) {
  const journal::Status status = journal::status_of(folder);
  return {status.is_complete ? 0 : team::status_of_stop, journal::status_line(folder, status)};
}

Answer verification(const std::string& path) {
  std::error_code unknown;  // said where it is read
  const auto kind = std::filesystem::status(path, unknown).type();
  if (!unknown && kind != std::filesystem::file_type::regular)
    throw text::InputError("--verify: " + text::quoted(path) + " is no file; name one that --output wrote");
  const auto text = system::read_if_there(path);
  if (!text)
    throw text::InputError("--verify: there is no file " + text::quoted(path) +
                           "; name one that --output wrote");
  const std::string fault = report::fault_of(*text, "--verify: " + text::quoted(path));
  if (!fault.empty()) throw text::RunError("the result " + text::quoted(path) + ' ' + fault);
  return {0, "complete: result " + text::quoted(path) + ", as it was written"};
}

}  // namespace

std::optional<distribute::Journal> open_journal(team::Team& team, const options::Common& common) {
  team.require_same("--journal", common.journal.value_or(""));
  if (!common.journal) return std::nullopt;
  system::heed_stops(common.max_time);
  return std::optional<distribute::Journal>(std::in_place, team, *common.journal);
}

std::string command_line(const std::string& program, const std::vector<std::string>& arguments) {
  std::string line = program;
  for (const std::string& argument : arguments) line += ' ' + text::shell_word(argument);
  return line;
}

std::optional<int> looked_at_files(team::Team& team, const options::Values& values) {
  if (!values.has("status") && !values.has("verify")) return std::nullopt;
  if (values.given.size() > 1)
    throw text::InputError("--status and --verify do nothing else: give one of them alone");
  int code = 0;
  const std::string line = team.from_rank_0([&] {
    const auto [found, said] =
        values.has("status") ? status(values.at("status").text) : verification(values.at("verify").text);
    code = found;
    return said;
  });
  if (team.speaks()) workload::print(line + '\n');
  return code;
}

}  // namespace quadrille::apps
