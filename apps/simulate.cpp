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
#include "quadrille/draws/room.hpp"
#include "quadrille/draws/stream.hpp"
#include "quadrille/options/idle.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/work/layout.hpp"
#include "simulation.hpp"

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
  const std::string kind = ending(*common.output);
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
    print(report::dump({{"result", json}}));
    return;
  }
  report::Table table(report::Table::First::left, {"variable", "value"});
  std::string csv = report::csv_line({"variable", "value", "seed"});
  for (const auto& [name, value] : values) {
    table.add({name, text::shortest(value)});
    csv += report::csv_line({name, text::shortest(value), std::to_string(problem.seed)});
  }
  print(format == options::Format::csv ? csv : table.text());
}

/// Rows of draws that are still to be written. Throws text::InputError if they cannot be.
std::uint64_t rows_to_write(team::Team& team, const Files& files, const Problem& problem,
                            const std::optional<distribute::Journal>& journal) {
  if (files.stream) return problem.draws;
  if (!files.draws) return 0;
  draws::check_writable_by_all(team, *files.draws);
  simulate::Sampler sampler(problem);
  const auto folder = journal ? std::optional(journal->folder()) : std::nullopt;
  return draws::require_room(
      team, *files.draws, simulate::column_names(problem), problem.draws,
      [&](std::uint64_t first, std::span<const std::span<double>> columns) { sampler(first, columns); },
      folder);
}

/// How far a file of draws is, on stderr.
class Writing {
 public:
  Writing(distribute::Look look, std::uint64_t rows) : look_(look), rows_(static_cast<double>(rows)) {}
  ~Writing() {
    if (progress_) progress_->finish();
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  void update(std::uint64_t before, std::uint64_t now) {
    const auto done = static_cast<double>(before);
    if (!progress_) progress_.emplace(std::cerr, look_, distribute::Amount{rows_, "rows"}, done / rows_);
    progress_->update(apps::now() - start_, (static_cast<double>(now) - done) / (rows_ - done));
  }

 private:
  distribute::Look look_;
  double rows_;
  double start_ = apps::now();
  std::optional<distribute::Progress> progress_;
};

void write_draws(team::Team& team, const std::string& path, const Problem& problem,
                 const std::optional<distribute::Journal>& journal, bool quiet) {
  simulate::Sampler sampler(problem);
  const auto fill = [&](std::uint64_t first, std::span<const std::span<double>> columns) {
    sampler(first, columns);
  };
  const auto names = simulate::column_names(problem);
  Writing writing(team.rank() == 0 && !quiet ? distribute::look_of_stderr() : distribute::Look::none,
                  problem.draws);
  const auto tell = [&](std::uint64_t before, std::uint64_t now) { writing.update(before, now); };
  if (journal)
    draws::write_csv(team, path, names, problem.draws, fill, journal->folder(), tell);
  else
    draws::write_csv(team, path, names, problem.draws, fill, tell);
}

/// Whether to go on: not if the reader of the draws has closed its end.
bool stream_draws(team::Team& team, const Problem& problem, const options::Common& common) {
  simulate::Sampler sampler(problem);
  const bool all_read = draws::stream_csv(
      team, STDOUT_FILENO, "standard output", simulate::column_names(problem), problem.draws,
      [&](std::uint64_t first, std::span<const std::span<double>> columns) { sampler(first, columns); });
  if (!all_read && team.rank() == 0 && !common.quiet)
    std::cerr
        << "note: the reader of the draws closed its end before the last of them; there is no summary\n";
  return all_read && (!common.quiet || common.compare);
}

int simulate_main(team::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = Simulation::parser();
  const options::Values values = parser.parse(arguments);
  if (const auto status = answered(team, parser, values, "simulate")) return *status;
  refuse_overwriting(team, {&values});
  const options::Common common = options::common(values);
  refuse_idle_options(values);
  Problem problem =
      Simulation::problem_of(values, standard_input(team, values, "model", simulate::longest_model));
  if (values.has("print-model")) {
    if (team.speaks()) print(*problem.model.text);
    return 0;
  }
  team.require({common.processes_expected});
  const Files files = files_of(common, problem);
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
  if (files.result) draws::check_writable(team, *files.result);
  const std::uint64_t rows = rows_to_write(team, files, problem, journal);
  const work::Layout layout = simulation.layout();
  if (!common.yes) simulation.refuse_long(team, layout, rows);
  claim(team, journal, simulation, layout, arguments);

  if (files.stream && !stream_draws(team, problem, common)) return 0;
  report::Run run = facts_of(team, common.schedule);
  const auto outcome = run_job(team, simulation, layout, common, journal, run);
  // Results that are in a journal are not lost with the file, and are told once.
  if (files.draws && journal) write_draws(team, *files.draws, problem, journal, common.quiet);
  std::exception_ptr failure;  // of the delivery: told when the draws are written, too
  if (team.rank() == 0) {
    const simulate::Result result = simulation.result(outcome);
    const std::string digest = journal ? report::digest_of_numbers(simulation.json(result)) : "";
    auto notes = result.notes;
    note_drawn_seed(common, format, result.seed, notes);
    const auto shown = files.stream ? Delivery::Shown::on_stderr : Delivery::Shown::on_stdout;
    try {
      deliver(team, {format, files.result, common.quiet, shown},
              {[&] { return report::table(result, report::terminal_width()); },
               [&] { return report::csv(result); }, [&] { return simulation.json(result); }},
              run, notes);
    } catch (const text::RunError&) {
      failure = std::current_exception();
    }
    if (journal && !files.draws && !failure) draws::forget(journal->folder());
    if (journal && !failure) journal->complete(digest);
  }
  if (files.draws && !journal) write_draws(team, *files.draws, problem, journal, common.quiet);
  if (failure) std::rethrow_exception(failure);
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::apps::run_main(argc, argv, quadrille::apps::simulate_main);
}
