// integrate: the integral of a formula from random points, at every sample size, on any number of processes.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "files.hpp"
#include "input.hpp"
#include "integrate_options.hpp"
#include "journal.hpp"
#include "plotting.hpp"
#include "program.hpp"
#include "quadrille/distribute/journal.hpp"
#include "quadrille/draws/csv.hpp"
#include "quadrille/formula/expression.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/workload/integration.hpp"
#include "quadrille/workload/run.hpp"

namespace quadrille::apps {
namespace {

/// The formula from standard input, without the blanks at its end and an editor's mark of UTF-8.
std::string trimmed(std::string text) {
  text.resize(text.find_last_not_of(" \t\r\n") + 1);
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

/// Throws text::InputError where a plot of how the error falls could have no two points.
void require_two_sizes(const integrate::Problem& problem) {
  if (std::ranges::count_if(problem.sizes, [](std::uint64_t size) { return size >= 2; }) < 2)
    throw text::InputError("--plot: fewer than two sizes have an error to draw; give several with --sizes");
}

/// Throws text::InputError on all ranks for work of more than an hour.
void refuse_long(team::Team& team, const workload::Integration& integration) {
  const auto& sizes = integration.problem().sizes;
  if (sizes.empty()) return;
  const std::string points = std::to_string(sizes.back());
  workload::refuse_long(
      team, integration.cost() / team.size(), [&] { return integration.fresh()->next()->seconds_per_cost(); },
      sizes.size() > 1 ? "for one estimate from " + points + " points write --sizes " + points +
                             ", for all of this add --yes"
                       : "for all of this add --yes");
}

/// What a search came to at rank 0.
struct Searched {
  system::StopCause cause = 0;  ///< to stop meanwhile
  bool has_reference = false;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& cause& has_reference;
  }
};

/// At rank 0, while the others wait; whether there is one. Stopped meanwhile it gives no other answer, but
/// none. Collective.
bool find_reference(team::Team& team, workload::Integration& integration,
                    const std::optional<distribute::Journal>& journal, bool quiet) {
  constexpr double silence = 1;  // seconds
  struct Interrupted {};
  system::StopCause cause = 0;
  bool is_told = quiet;
  const double start = system::seconds_now();
  const auto pause = [&] {
    team.poll();
    cause = team.stopping();
    if (cause != 0) throw Interrupted{};
    if (is_told || system::seconds_now() - start < silence) return;
    is_told = true;
    std::cerr << "looking for a reference, for some seconds at most" << std::endl;
  };
  try {
    if (team.rank() == 0) integration.find_reference(pause);
  } catch (const Interrupted&) {
  }
  const Searched found = team.broadcast(Searched{cause, integration.has_reference()});
  if (found.cause != 0) throw system::stopped(found.cause, "all that was done before", journal->folder());
  return found.has_reference;
}

int integrate_main(team::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = integrate_parser();
  options::Values values = parser.parse(arguments);
  if (const auto status = answered(team, parser, values, "integrate")) return *status;
  refuse_overwriting(team, {&values});
  const options::Common common = options::common(values);
  team.require({common.processes_expected});
  workload::Delivery delivery = delivery_of(common);
  if (auto formula = standard_input(team, values, "formula", formula::longest_formula))
    values.given.at("formula").text = trimmed(*std::move(formula));
  auto journal = open_journal(team, common);
  workload::Integration integration(integrate_problem(values, agreed_seed(team, common.seed, journal)));
  workload::require_one_workload(team, integration, choices_of(common));
  if (common.output) draws::check_writable(team, *common.output);
  if (values.has("plot")) require_two_sizes(integration.problem());
  delivery.picture = plot_target(team, values);
  if (!common.yes) refuse_long(team, integration);
  const bool has_reference = find_reference(team, integration, journal, common.quiet);
  if (delivery.picture && !has_reference)
    throw text::InputError(
        "--plot: no reference was found, so there is no error to draw; give --exact VALUE");
  if (journal) workload::claim(team, *journal, integration, command_line("integrate", arguments));

  const distribute::RunOptions options = run_options(common, integration.amount());
  report::Run facts = workload::facts_of(team, options.schedule);
  workload::run_workload(team, integration, journal, options, compare_of(common), facts);
  if (team.rank() != 0) return 0;
  workload::Document document = integration.document();
  const std::string digest = journal ? report::digest_of_numbers(document.result()) : "";
  note_drawn_seed(common, integration.problem().seed, document.notes);
  workload::deliver(team, delivery, document, facts);
  if (journal) journal->complete(digest);
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::apps::run_main(argc, argv, quadrille::apps::integrate_main);
}
