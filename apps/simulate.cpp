// simulate: draws of a model, summarised or written to a file, on any number of processes.
#include "quadrille/report/simulate.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "files.hpp"
#include "input.hpp"
#include "journal.hpp"
#include "program.hpp"
#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/draws/checkpoint.hpp"
#include "quadrille/draws/csv.hpp"
#include "quadrille/draws/stream.hpp"
#include "quadrille/options/idle.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/workload/draws_output.hpp"
#include "quadrille/workload/run.hpp"
#include "quadrille/workload/simulation.hpp"
#include "simulate_options.hpp"

namespace quadrille::apps {
namespace {

using simulate::Problem;

/// Which results go where: a file of draws is no file of results.
struct Files {
  std::optional<std::string> draws, result;
  bool stream = false;  ///< of draws to standard output
};

/// Draws have a column `draw`.
void refuse_draw_as_name(const Problem& problem) {
  const auto names = simulate::column_names(problem);
  if (std::ranges::find(names, "draw") != names.end())
    throw text::InputError(
        "--output: the first column of draws is their number, draw, and so is a variable "
        "called; rename it, or leave it out with --columns");
}

/// Draws to standard output: the summary is shown on standard error, or nowhere.
void refuse_beside_stream(const options::Common& common) {
  if (common.journal)
    throw text::InputError(
        "--output - and --journal exclude each other: what went into a pipe cannot be gone on with; name a "
        "file");
  if (common.quiet && common.format)
    throw text::InputError(
        "--quiet leaves out the summary beside --output -; leave out --format, or --quiet");
}

Files files_of(const options::Common& common, const Problem& problem) {
  if (!common.output) return {};
  const std::string kind = workload::ending(*common.output);
  if (*common.output == "-" || *common.output == "/dev/stdout" || kind == ".csv")
    refuse_draw_as_name(problem);
  if (*common.output == "-" || *common.output == "/dev/stdout") {
    refuse_beside_stream(common);
    return {{}, {}, true};
  }
  std::error_code error;
  if (std::filesystem::is_fifo(*common.output, error))
    throw text::InputError("--output: " + text::quoted(*common.output) +
                           " is a pipe; write --output - and lead standard output to it with >");
  if (kind == ".csv") return {common.output, {}};
  if (kind == ".json") return {{}, common.output};
  throw text::InputError("--output: " + text::quoted(*common.output) +
                         " is of no known kind; end it in .csv for the draws or .json for the result, "
                         "or write - for draws on standard output");
}

/// Throws text::InputError for options that one draw, or the model alone, has no use for.
void refuse_idle_options(const options::Values& values) {
  options::refuse_idle(values, "print-model", "prints the model's text and does nothing else",
                       {"model", "config", "quiet", "processes-expected"});
  options::refuse_idle(values, "draw", "prints every variable of one draw",
                       {"model", "config", "quiet", "processes-expected", "seed", "format"});
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
    workload::print(report::dump({{"result", json}}));
    return;
  }
  report::Table table(report::Table::First::left, {"variable", "value"});
  std::string csv = report::csv_line({"variable", "value", "seed"});
  for (const auto& [name, value] : values) {
    table.add({name, text::shortest(value)});
    csv += report::csv_line({name, text::shortest(value), std::to_string(problem.seed)});
  }
  workload::print(format == options::Format::csv ? csv : table.text());
}

/// Whether to go on: not if the reader of the draws has closed its end.
bool stream_draws(team::Team& team, const Problem& problem, const options::Common& common) {
  const bool all_read = workload::stream_draws(team, problem);
  if (!all_read && team.rank() == 0 && !common.quiet)
    std::cerr
        << "note: the reader of the draws closed its end before the last of them; there is no summary\n";
  return all_read && (!common.quiet || common.compare);
}

/// Throws text::InputError on all ranks for work of more than an hour, with `rows` of draws that are written
/// too.
void refuse_long(team::Team& team, const workload::Simulation& simulation, std::uint64_t rows) {
  const Problem& problem = simulation.problem();
  const double cost = (simulation.cost() + workload::cost_to_write(problem, rows)) / team.size();
  const auto seconds = [&] {
    return simulation.fresh()->next()->seconds_per_cost() * simulation.cost() / team.size() +
           workload::seconds_to_write(problem, rows, team.size());
  };
  workload::refuse_long(
      team, cost, [&] { return seconds() / cost; },
      "ask for fewer --draws, for more processes, or for all of this with --yes");
}

/// Answers --draw.
void show_draw(team::Team& team, const options::Value& draw, const workload::Simulation& simulation,
               const options::Common& common) {
  const std::uint64_t index = text::parse_count(draw.text, draw.where);
  if (team.rank() != 0) return;
  const options::Format format = common.format.value_or(options::Format::table);
  print_draw(simulation.problem(), simulation.digest(), index, format);
  if (!common.seed && format != options::Format::json && !common.quiet)
    std::cerr << "note: the seed was drawn; --seed " << simulation.problem().seed
              << " gives this draw again\n";
}

/// The summary, once all is done. Collective; only rank 0 has something to do.
void deliver_summary(team::Team& team, const workload::Simulation& simulation, const options::Common& common,
                     const Files& files, const std::optional<distribute::Journal>& journal,
                     const report::Run& facts) {
  if (team.rank() != 0) return;
  workload::Document document = simulation.document();
  const std::string digest = journal ? report::digest_of_numbers(document.result()) : "";
  note_drawn_seed(common, simulation.problem().seed, document.notes);
  const auto shown =
      files.stream ? workload::Delivery::Shown::on_stderr : workload::Delivery::Shown::on_stdout;
  workload::deliver(team, {form_of(common), files.result, common.quiet, shown}, document, facts);
  if (!journal) return;
  if (!files.draws) draws::forget(journal->folder());
  journal->complete(digest);
}

/// The file of draws and the summary: neither is lost with the other. What is in a journal can wait, and is
/// told once: then the file comes first.
void deliver_all(team::Team& team, const workload::Simulation& simulation, const options::Common& common,
                 const Files& files, const std::optional<distribute::Journal>& journal,
                 const report::Run& facts) {
  const auto write = [&] {
    if (files.draws)
      workload::write_draws(team, *files.draws, simulation.problem(), journal,
                            common.quiet ? distribute::Look::none : distribute::look_of_stderr());
  };
  if (journal) write();
  std::exception_ptr failure;  // told when the draws are written, too
  try {
    deliver_summary(team, simulation, common, files, journal, facts);
  } catch (const text::RunError&) {
    failure = std::current_exception();
  }
  if (!journal) write();
  if (failure) std::rethrow_exception(failure);
}

int simulate_main(team::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = simulate_parser();
  const options::Values values = parser.parse(arguments);
  if (const auto status = answered(team, parser, values, "simulate")) return *status;
  refuse_overwriting(team, {&values});
  const options::Common common = options::common(values);
  refuse_idle_options(values);
  Problem problem = simulate_problem(values, standard_input(team, values, "model", simulate::longest_model));
  if (values.has("print-model")) {
    if (team.speaks()) workload::print(*problem.model.text);
    return 0;
  }
  team.require({common.processes_expected});
  const Files files = files_of(common, problem);
  auto journal = open_journal(team, common);
  problem.seed = agreed_seed(team, common.seed, journal);
  workload::Simulation simulation(problem);
  const auto* const draw = values.find("draw");
  workload::require_one_workload(team, simulation,
                                 choices_of(common) + (draw != nullptr ? "\ndraw " + draw->text : ""));
  if (draw != nullptr) {
    show_draw(team, *draw, simulation, common);
    return 0;
  }
  if (files.result) draws::check_writable(team, *files.result);
  const std::uint64_t rows = files.stream  ? problem.draws
                             : files.draws ? workload::rows_to_write(team, *files.draws, problem, journal)
                                           : 0;
  if (!common.yes) refuse_long(team, simulation, rows);
  if (journal) workload::claim(team, *journal, simulation, command_line("simulate", arguments));

  if (files.stream && !stream_draws(team, problem, common)) return 0;
  const distribute::RunOptions options = run_options(common, simulation.amount());
  report::Run facts = workload::facts_of(team, options.schedule);
  workload::run_workload(team, simulation, journal, options, compare_of(common), facts);
  deliver_all(team, simulation, common, files, journal, facts);
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::apps::run_main(argc, argv, quadrille::apps::simulate_main);
}
