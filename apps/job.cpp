#include "job.hpp"

#include "integration.hpp"
#include "quadrille/options/choose.hpp"
#include "quadrille/text/quote.hpp"
#include "simulation.hpp"

namespace quadrille::apps {

options::Parser parser_of(const options::Value& program) {
  using Make = options::Parser (*)();
  return options::choose<Make>(program.text, program.where,
                               {{"integrate", &Integration::parser}, {"simulate", &Simulation::parser}})();
}

std::unique_ptr<Job> make_job(const Request& request, std::uint64_t seed, std::uint64_t times) {
  if (request.program == "integrate") {
    integrate::Problem problem = Integration::problem_of(request.values, seed);
    problem.repeats *= times;
    return std::make_unique<JobOf<Integration>>(Integration(std::move(problem)));
  }
  simulate::Problem problem = Simulation::problem_of(request.values);
  problem.seed = seed;
  problem.draws *= times;
  return std::make_unique<JobOf<Simulation>>(Simulation(std::move(problem)));
}

std::string command_of(const Request& request, std::uint64_t seed) {
  const options::Values& values = request.values;
  std::string text = request.program;
  for (const char* positional : {"formula", "model"})
    if (const auto* value = values.find(positional)) text += ' ' + text::shell_word(value->text);
  for (const char* amount : {"samples", "draws"})
    if (const auto* value = values.find(amount);
        value != nullptr && !values.has(amount) && !values.has("sizes"))
      text += std::string(" --") + amount + ' ' + value->text;
  for (const auto& [name, value] : values.given)
    if (name != "yes" && name != "seed" && name != "formula" && name != "model")
      text += " --" + name + (value.text.empty() ? "" : ' ' + text::shell_word(value.text));
  return text + " --seed " + std::to_string(seed);
}

}  // namespace quadrille::apps
