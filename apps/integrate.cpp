// integrate: the integral of a formula from random points, at every sample size, on any number of processes.
#include "report/integrate.hpp"

#include <string>
#include <vector>

#include "distribute/environment.hpp"
#include "draws/csv.hpp"
#include "integration.hpp"
#include "journal.hpp"
#include "plotting.hpp"
#include "program.hpp"
#include "report/document.hpp"
#include "text/error.hpp"
#include "text/quote.hpp"

namespace quadrille::apps {
namespace {

Delivery delivery_of(const options::Common& common) {
  if (common.output && ending(*common.output) != ".csv" && ending(*common.output) != ".json") {
    throw text::InputError("--output: " + text::quoted(*common.output) +
                           " is of no known kind; end it in .csv or .json");
  }
  return {common.format.value_or(options::Format::table), common.output, common.quiet};
}

int integrate_main(distribute::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = Integration::parser();
  const options::Values values = parser.parse(arguments);
  if (const auto status = answered(team, parser, values, "integrate")) return *status;
  const options::Common common = options::common(values);
  team.require({common.processes_expected});
  const Delivery delivery = delivery_of(common);
  auto journal = open_journal(team, common);
  Integration integration(Integration::problem_of(values, agreed_seed(team, common.seed, journal)));
  require_one_job(team, common, integration.canonical(), integration.digest());
  if (common.output) draws::check_writable(team, *common.output);
  const auto plot = plot_target(team, values);
  const distribute::Layout layout = integration.layout();
  if (!common.yes) integration.refuse_long(team, layout);
  claim(team, journal, integration, layout, arguments);
  if (team.rank() == 0) integration.find_reference();

  report::Run run = facts_of(team, common.schedule);
  const auto outcome = run_job(team, integration, layout, common, journal, run);
  if (team.rank() != 0) return 0;
  integrate::Result result = integration.result(outcome);
  const std::string digest = journal ? report::digest_of_numbers(integration.json(result)) : "";
  note_drawn_seed(common, delivery.format, integration.problem().seed, result.notes);
  deliver(team, delivery,
          {[&] { return report::table(result); }, [&] { return report::csv(result); },
           [&] { return integration.json(result); }},
          run, result.notes);
  if (plot) report::draw({report::convergence(result)}, *plot);
  if (journal) journal->complete(digest);
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::distribute::guarded_main(argc, argv, [&](quadrille::distribute::Team& team) {
    quadrille::apps::choose_instruction_set();
    return quadrille::apps::integrate_main(team, {argv + 1, argv + argc});
  });
}
