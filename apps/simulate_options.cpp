#include "simulate_options.hpp"

#include <cstddef>
#include <vector>

#include "program.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/simulate/distribution.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::apps {

using simulate::Problem;

namespace {

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

}  // namespace

options::Parser simulate_parser() {
  using Use = options::Option::Use;
  constexpr auto text = options::Option::Names::anything_else;
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
        {{"draws", "N", "Number of draws.", "100000", text, Use::amount},
         {"columns", "LIST", "Only these variables in the summary and the file, such as y,x1.", {}},
         {"draw", "I", "Only draw I, counted from 0: every variable of it.", {}, text, Use::once},
         {"print-model", "", "Print the model's text and do nothing else.", {}, text, Use::once}}},
       options::common_group(
           "Also write every draw to FILE (.csv), or the result (.json); - writes draws to standard "
           "output, and the summary to standard error.")});
}

Problem simulate_problem(const options::Values& values, const std::optional<std::string>& standard_input) {
  Problem problem;
  problem.model = model_of(values, standard_input);
  const auto& draws = values.at("draws");
  problem.draws = text::parse_count(draws.text, draws.where);
  const auto* columns = values.find("columns");
  problem.columns = columns != nullptr ? simulate::columns_of(problem.model, columns->text, columns->where)
                                       : simulate::columns_of(problem.model, "", "--columns");
  return problem;
}

}  // namespace quadrille::apps
