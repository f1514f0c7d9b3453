#include "speedup/timed.hpp"

#include <algorithm>

#include "integrate_options.hpp"
#include "quadrille/options/choose.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/workload/integration.hpp"
#include "quadrille/workload/simulation.hpp"
#include "simulate_options.hpp"

namespace quadrille::apps {

options::Parser parser_of(const options::Value& program) {
  using Make = options::Parser (*)();
  return options::choose<Make>(program.text, program.where,
                               {{"integrate", &integrate_parser}, {"simulate", &simulate_parser}})();
}

std::unique_ptr<workload::Workload> make_workload(const TimedProgram& timed, std::uint64_t seed,
                                                  std::uint64_t times) {
  if (timed.name == "integrate") {
    integrate::Problem problem = integrate_problem(timed.values, seed);
    problem.repeats *= times;
    return std::make_unique<workload::Integration>(std::move(problem));
  }
  simulate::Problem problem = simulate_problem(timed.values);
  problem.seed = seed;
  problem.draws *= times;
  return std::make_unique<workload::Simulation>(std::move(problem));
}

std::string command_of(const TimedProgram& timed, std::uint64_t seed) {
  const options::Values& values = timed.values;
  std::string text = timed.name;
  const options::Parser parser = parser_of({timed.name, ""});
  const auto is_amount = [&](const auto& entry) {
    return parser.use_of(entry.first) == options::Option::Use::amount;
  };
  for (const char* positional : {"formula", "model"})
    if (const auto* value = values.find(positional)) text += ' ' + text::shell_word(value->text);
  if (std::ranges::none_of(values.given, is_amount))
    for (const auto& entry : values.defaults)
      if (is_amount(entry)) text += " --" + entry.first + ' ' + entry.second.text;
  for (const auto& [name, value] : values.given)
    if (name != "yes" && name != "seed" && name != "formula" && name != "model")
      text += " --" + name + (value.text.empty() ? "" : ' ' + text::shell_word(value.text));
  return text + " --seed " + std::to_string(seed);
}

}  // namespace quadrille::apps
