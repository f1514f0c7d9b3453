#include "job.hpp"

#include "integration.hpp"
#include "options/choose.hpp"
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

}  // namespace quadrille::apps
