// simulate: draws of a model, summarised or written to a file, on any number of processes.
#include "report/simulate.hpp"

#include <iostream>
#include <string>
#include <vector>

#include "distribute/environment.hpp"
#include "draws/csv.hpp"
#include "options/parser.hpp"
#include "program.hpp"
#include "report/table.hpp"
#include "simulate/digest.hpp"
#include "simulate/kernel.hpp"
#include "simulate/model.hpp"
#include "simulate/problem.hpp"
#include "simulate/result.hpp"
#include "text/error.hpp"
#include "text/number.hpp"
#include "text/quote.hpp"

namespace quadrille::apps {
namespace {

using simulate::Kernel;
using simulate::Problem;

options::Parser make_parser() {
  return options::Parser(
      {"simulate",
       "Draws from the model in the file MODEL and summarises its variables; without one, the lecture's "
       "lab.\n"
       "The answer is the same to the bit on any number of processes.",
       {"model", "MODEL", "A text file: `x ~ normal(mean, sd)` draws, `y = 2*x` computes, `#` comments.", {}},
       "  simulate                                     the lecture's lab, 100,000 draws\n"
       "  simulate --print-model > lab.txt             its model, to change\n"
       "  simulate lab.txt --draws 1e9 --columns y,x1  two variables of a longer run\n"
       "  simulate --draws 1e6 --output draws.csv      every draw to a file, too\n"
       "  simulate --seed 1 --draw 99999               one draw, every variable of it\n"
       "  mpirun -np 2 simulate --compare              on two processes, and on one to compare\n"},
      {{"What to simulate",
        {{"draws", "N", "Number of draws.", "100000"},
         {"columns", "LIST", "Only these variables in the summary and the file, such as y,x1.", {}},
         {"draw", "I", "Only draw I, counted from 0: every variable of it.", {}},
         {"print-model", "", "Print the model's text and do nothing else.", {}}}},
       options::common_group()});
}

simulate::Model model_of(const options::Values& values) {
  const auto* file = values.find("model");
  return file != nullptr
             ? simulate::parse_model(simulate::read_model(file->text), file->text)
             : simulate::parse_model(simulate::lecture_model(), std::string(simulate::lecture_source));
}

Problem problem_of(const options::Values& values, simulate::Model model) {
  Problem problem;
  problem.model = std::move(model);
  const auto& draws = values.at("draws");
  problem.draws = text::parse_count(draws.text, draws.where);
  const auto* columns = values.find("columns");
  problem.columns = columns != nullptr ? simulate::columns_of(problem.model, columns->text, columns->where)
                                       : simulate::columns_of(problem.model, "", "--columns");
  return problem;
}

std::string canonical(const Problem& problem) {
  std::string text = "simulate " + std::to_string(problem.draws) + " draws\nseed " +
                     std::to_string(problem.seed) + "\ncolumns";
  for (const std::string& name : simulate::column_names(problem)) text += ' ' + name;
  return text + "\nmodel\n" + *problem.model.text;
}

distribute::Layout layout_of(const Problem& problem) {
  const simulate::Work work = simulate::work(problem);
  return {1,
          {{.blocks = work.blocks,
            .block_cost = work.block_cost,
            .last_block_cost = work.last_block_cost,
            .replicate_cost = 0}}};
}

void refuse_long(distribute::Team& team, const distribute::Layout& layout, const Problem& problem) {
  const auto measure = [&] {
    Kernel kernel(problem);
    Kernel::Tally tally;
    return best_seconds([&] { (void)kernel(distribute::Block{}, tally); });
  };
  refuse_long_work(team, layout, layout.group(0).block_cost, measure,
                   "ask for fewer --draws, for more processes, or for all of this with --yes");
}

/// Which results go where: a file of draws is no file of results.
struct Files {
  std::optional<std::string> draws, result;
};

Files files_of(const options::Common& common) {
  if (!common.output) return {};
  const std::string kind = ending(*common.output);
  if (kind == ".csv") return {common.output, {}};
  if (kind == ".json") return {{}, common.output};
  throw text::InputError("--output: " + text::quoted(*common.output) +
                         " is of no known kind; end it in .csv for the draws or .json for the result");
}

/// Every variable of one draw, in the format asked for.
void print_draw(const Problem& problem, std::uint64_t index, options::Format format) {
  const auto values = simulate::draw(problem, index);
  if (format == options::Format::json) {
    report::Json json = {{"draw", index}, {"seed", problem.seed}};
    for (const auto& [name, value] : values) json["values"][name] = value;
    std::cout << report::dump({{"result", json}});
    return;
  }
  report::Table table(report::Table::First::left, {"variable", "value"});
  std::string csv = report::csv_line({"variable", "value"});
  for (const auto& [name, value] : values) {
    table.add({name, text::shortest(value)});
    csv += report::csv_line({name, text::shortest(value)});
  }
  std::cout << (format == options::Format::csv ? csv : table.text());
}

void write_draws(distribute::Team& team, const std::string& path, const Problem& problem) {
  simulate::Sampler sampler(problem);
  draws::write_csv(
      team, path, simulate::column_names(problem), problem.draws,
      [&](std::uint64_t first, std::span<const std::span<double>> columns) { sampler(first, columns); });
}

int simulate_main(distribute::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = make_parser();
  const options::Values values = parser.parse(arguments);
  if (answered(team, parser, values, "simulate")) return 0;
  const options::Common common = options::common(values);
  Problem problem = problem_of(values, model_of(values));
  if (values.has("print-model")) {
    if (team.speaks()) std::cout << *problem.model.text;
    return 0;
  }
  team.require({common.processes_expected});
  const Files files = files_of(common);
  problem.seed = agreed_seed(team, common.seed);
  const std::string digest = simulate::kernel_digest();
  const auto* const draw = values.find("draw");
  require_one_job(team, common, canonical(problem) + (draw != nullptr ? "\ndraw " + draw->text : ""), digest);
  const options::Format format = common.format.value_or(options::Format::table);
  if (draw != nullptr) {
    const std::uint64_t index = text::parse_count(draw->text, draw->where);
    if (team.rank() == 0) print_draw(problem, index, format);
    return 0;
  }
  if (common.output) draws::check_writable(team, *common.output);
  const distribute::Layout layout = layout_of(problem);
  if (!common.yes) refuse_long(team, layout, problem);

  const auto result_of = [&](const distribute::Outcome<Kernel>& outcome) {
    return simulate::result(problem, outcome.front().summary, outcome.front().tally);
  };
  const auto json_of = [&](const simulate::Result& result) {
    return report::to_json(result, QUADRILLE_VERSION, digest);
  };
  report::Run run = facts_of(team, common.schedule);
  const auto outcome = run_job<Kernel>(
      team, layout, common, {static_cast<double>(problem.draws), "draws"}, [&] { return Kernel(problem); },
      [&](const auto& found) { return report::dump(json_of(result_of(found))); }, run);
  if (files.draws) write_draws(team, *files.draws, problem);
  if (team.rank() != 0) return 0;
  const simulate::Result result = result_of(outcome);
  deliver(team, {format, files.result, common.quiet},
          {[&] { return report::table(result); }, [&] { return report::csv(result); },
           [&] { return json_of(result); }},
          run, result.notes);
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
