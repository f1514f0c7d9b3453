// simulate: draws of a model, summarised or written to a file, on any number of processes.
#include "report/simulate.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "distribute/environment.hpp"
#include "draws/checkpoint.hpp"
#include "draws/csv.hpp"
#include "journal.hpp"
#include "program.hpp"
#include "report/document.hpp"
#include "report/table.hpp"
#include "simulation.hpp"
#include "text/error.hpp"
#include "text/number.hpp"
#include "text/quote.hpp"

namespace quadrille::apps {
namespace {

using simulate::Problem;

/// Which results go where: a file of draws is no file of results.
struct Files {
  std::optional<std::string> draws, result;
};

Files files_of(const options::Values& values, const options::Common& common, const Problem& problem) {
  if (!common.output) return {};
  for (const char* input : {"model", "config"}) {
    const auto* file = values.find(input);
    std::error_code error;
    if (file != nullptr && std::filesystem::equivalent(file->text, *common.output, error))
      throw text::InputError("--output: " + text::quoted(*common.output) +
                             " would overwrite what is read from it; name another file");
  }
  const std::string kind = ending(*common.output);
  if (kind == ".csv") {
    const auto names = simulate::column_names(problem);
    if (std::ranges::find(names, "draw") != names.end())
      throw text::InputError(
          "--output: the first column of draws is their number, draw, and so is a variable "
          "called; rename it, or leave it out with --columns");
    return {common.output, {}};
  }
  if (kind == ".json") return {{}, common.output};
  throw text::InputError("--output: " + text::quoted(*common.output) +
                         " is of no known kind; end it in .csv for the draws or .json for the result");
}

/// Throws text::InputError for options that one draw has no use for.
void require_draw_alone(const options::Values& values) {
  for (const char* other : {"output", "compare", "columns", "journal"}) {
    if (values.has("draw") && values.has(other))
      throw text::InputError(std::string("--draw prints every variable of one draw; leave out --") + other);
  }
}

/// Every variable of one draw, in the format asked for.
void print_draw(const Problem& problem, const std::string& digest, std::uint64_t index,
                options::Format format) {
  const auto values = simulate::draw(problem, index);
  if (format == options::Format::json) {
    report::Json json = {{"model", *problem.model.text}, {"draw", index},
                         {"seed", problem.seed},         {"generator", simulate::generator_name},
                         {"version", QUADRILLE_VERSION}, {"digest", digest}};
    for (const auto& [name, value] : values) json["values"][name] = value;
    print(report::dump({{"result", json}}));
    return;
  }
  report::Table table(report::Table::First::left, {"variable", "value"});
  std::string csv = report::csv_line({"variable", "value"});
  for (const auto& [name, value] : values) {
    table.add({name, text::shortest(value)});
    csv += report::csv_line({name, text::shortest(value)});
  }
  print(format == options::Format::csv ? csv : table.text());
}

void write_draws(distribute::Team& team, const std::string& path, const Problem& problem,
                 const std::optional<distribute::Journal>& journal) {
  simulate::Sampler sampler(problem);
  const auto fill = [&](std::uint64_t first, std::span<const std::span<double>> columns) {
    sampler(first, columns);
  };
  const auto names = simulate::column_names(problem);
  if (journal)
    draws::write_csv(team, path, names, problem.draws, fill, journal->folder());
  else
    draws::write_csv(team, path, names, problem.draws, fill);
}

int simulate_main(distribute::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = Simulation::parser();
  const options::Values values = parser.parse(arguments);
  if (const auto status = answered(team, parser, values, "simulate")) return *status;
  const options::Common common = options::common(values);
  Problem problem = Simulation::problem_of(values);
  if (values.has("print-model")) {
    if (team.speaks()) print(*problem.model.text);
    return 0;
  }
  team.require({common.processes_expected});
  require_draw_alone(values);
  const Files files = files_of(values, common, problem);
  auto journal = open_journal(team, common);
  problem.seed = agreed_seed(team, common.seed, journal);
  const Simulation simulation(problem);
  const auto* const draw = values.find("draw");
  require_one_job(team, common, simulation.canonical() + (draw != nullptr ? "\ndraw " + draw->text : ""),
                  simulation.digest());
  const options::Format format = common.format.value_or(options::Format::table);
  if (draw != nullptr) {
    const std::uint64_t index = text::parse_count(draw->text, draw->where);
    if (team.rank() != 0) return 0;
    print_draw(problem, simulation.digest(), index, format);
    if (!common.seed && format != options::Format::json && !common.quiet)
      std::cerr << "note: the seed was drawn; --seed " << problem.seed << " gives this draw again\n";
    return 0;
  }
  if (files.draws)
    draws::check_writable_by_all(team, *files.draws);
  else if (common.output)
    draws::check_writable(team, *common.output);
  const distribute::Layout layout = simulation.layout();
  if (!common.yes) simulation.refuse_long(team, layout);
  claim(team, journal, simulation, layout, arguments);

  report::Run run = facts_of(team, common.schedule);
  const auto outcome = run_job(team, simulation, layout, common, journal, run);
  // Results that are in a journal are not lost with the file, and are told once.
  if (files.draws && journal) write_draws(team, *files.draws, problem, journal);
  if (team.rank() == 0) {
    simulate::Result result = simulation.result(outcome);
    const std::string digest = journal ? report::digest_of_numbers(simulation.json(result)) : "";
    note_drawn_seed(common, format, result.seed, result.notes);
    deliver(team, {format, files.result, common.quiet},
            {[&] { return report::table(result); }, [&] { return report::csv(result); },
             [&] { return simulation.json(result); }},
            run, result.notes);
    if (journal && !files.draws) draws::forget(journal->folder());
    if (journal) journal->complete(digest);
  }
  if (files.draws && !journal) write_draws(team, *files.draws, problem, journal);
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::distribute::guarded_main(argc, argv, [&](quadrille::distribute::Team& team) {
    quadrille::apps::choose_instruction_set();
    return quadrille::apps::simulate_main(team, {argv + 1, argv + argc});
  });
}
