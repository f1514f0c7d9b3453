#include "simulation.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "program.hpp"
#include "quadrille/draws/rows.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/report/simulate.hpp"
#include "quadrille/simulate/digest.hpp"
#include "quadrille/simulate/distribution.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/simulate/sampler.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::apps {

using simulate::Problem;

namespace {

constexpr double usual_cost_of_text = 100;  // ns, of a number
constexpr double bytes_per_second = 1e9;    // of a fast disk

std::vector<std::string> distribution_words() {
  std::vector<std::string> words;
  for (const auto& distribution : simulate::distributions()) words.push_back(distribution.signature());
  return words;
}

simulate::Model model_of(const options::Values& values, const std::optional<std::string>& standard_input) {
  if (standard_input) return simulate::parse_model(*standard_input, std::string(simulate::standard_input));
  const auto* file = values.find("model");
  if (file != nullptr && system::started_by_launcher() && simulate::is_stream(file->text))
    throw text::InputError(
        text::quoted(file->text) +
        " reaches one process alone; write - to read standard input, or name a file, which all can read");
  return file != nullptr
             ? simulate::parse_model(simulate::read_model(file->text), file->text)
             : simulate::parse_model(simulate::lecture_model(), std::string(simulate::lecture_source));
}

/// Of rows of draws, as the first of them say: each process makes its part of the text, and the disk takes
/// all.
double seconds_to_write(const Problem& problem, std::uint64_t rows, int processes) {
  simulate::Sampler sampler(problem);
  const draws::Fill fill = [&](std::uint64_t first, std::span<const std::span<double>> columns) {
    sampler(first, columns);
  };
  draws::Rows text(problem.columns.size(), fill);
  const auto count = std::min(rows, text.most());
  std::size_t bytes = 0;
  const double seconds = best_seconds([&] { bytes = text(0, count).size(); });
  return static_cast<double>(rows) / static_cast<double>(count) *
         (seconds / processes + static_cast<double>(bytes) / bytes_per_second);
}

}  // namespace

options::Parser Simulation::parser() {
  return options::Parser(
      {"simulate",
       "Draws from the model in the file MODEL and summarises its variables; without one, the lecture's "
       "lab.\n"
       "The answer is the same to the bit on any number of processes.",
       {"model",
        "MODEL",
        "A text file, or - for standard input: `x ~ normal(mean, sd)` draws, `y = 2*x` computes, `#` "
        "comments.",
        {},
        options::Option::Names::a_path},
       "  simulate                                     the lecture's lab, 100,000 draws\n"
       "  simulate --print-model > lab.txt             its model, to change\n"
       "  simulate lab.txt --draws 1e9 --columns y,x1  two variables of a longer run\n"
       "  simulate --draws 1e6 --output draws.csv      every draw to a file, too\n"
       "  simulate --output - --quiet | head           or to a pipe\n"
       "  echo 'u ~ uniform(0, 1)' | simulate -        the model from a pipe\n"
       "  simulate --seed 1 --draw 99999               one draw, every variable of it\n"
       "  mpirun -np 2 simulate --compare              on two processes, and on one to compare\n",
       "Models: a line draws or computes one variable, from those of earlier lines; at most " +
           std::to_string(simulate::most_variables) + ".\n" + row_of("distributions", distribution_words()) +
           formula_rows()},
      {{"What to simulate",
        {{"draws", "N", "Number of draws.", "100000"},
         {"columns", "LIST", "Only these variables in the summary and the file, such as y,x1.", {}},
         {"draw", "I", "Only draw I, counted from 0: every variable of it.", {}},
         {"print-model", "", "Print the model's text and do nothing else.", {}}}},
       options::common_group(
           "Also write every draw to FILE (.csv), or the result (.json); - writes draws to standard "
           "output, and the summary to standard error.")});
}

Problem Simulation::problem_of(const options::Values& values,
                               const std::optional<std::string>& standard_input) {
  Problem problem;
  problem.model = model_of(values, standard_input);
  const auto& draws = values.at("draws");
  problem.draws = text::parse_count(draws.text, draws.where);
  const auto* columns = values.find("columns");
  problem.columns = columns != nullptr ? simulate::columns_of(problem.model, columns->text, columns->where)
                                       : simulate::columns_of(problem.model, "", "--columns");
  return problem;
}

Simulation::Simulation(Problem problem) : problem_(std::move(problem)), digest_(simulate::kernel_digest()) {}

std::string Simulation::canonical() const {
  std::string text = "simulate " + std::to_string(problem_.draws) + " draws";
  for (const auto& [name, value] : fields()) text.append("\n").append(name).append(" ").append(value);
  return text;
}

journal::Fields Simulation::fields() const {
  std::string columns;
  for (const std::string& name : simulate::column_names(problem_))
    columns += (columns.empty() ? "" : ",") + name;
  return {{"seed", std::to_string(problem_.seed)},
          {"columns", columns},
          {"model", simulate::canonical(problem_.model)}};
}

void Simulation::refuse_long(team::Team& team, const work::Layout& layout, std::uint64_t rows) const {
  const auto numbers = static_cast<double>(rows) * static_cast<double>(problem_.columns.size() + 1);
  const double cost = (layout.cost() + numbers * usual_cost_of_text) / team.size();
  const auto seconds = [&] {
    const double work = seconds_per_cost(*this, layout) * layout.cost() / team.size();
    return work + (rows > 0 ? seconds_to_write(problem_, rows, team.size()) : 0);
  };
  refuse_long_work(
      team, cost, [&] { return seconds() / cost; },
      "ask for fewer --draws, for more processes, or for all of this with --yes");
}

simulate::Result Simulation::result(const work::Outcome<Kernel>& outcome) const {
  return simulate::result(problem_, outcome.front().summary, outcome.front().tally);
}

report::Json Simulation::json(const Result& result) const {
  return report::to_json(result, QUADRILLE_VERSION, digest_);
}

}  // namespace quadrille::apps
