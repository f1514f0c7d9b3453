// integrate: the integral of a formula from random points, at every sample size, on any number of processes.
#include "report/integrate.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "distribute/environment.hpp"
#include "draws/csv.hpp"
#include "formula/evaluator.hpp"
#include "integrate/digest.hpp"
#include "integrate/integrand.hpp"
#include "integrate/kernel.hpp"
#include "integrate/result.hpp"
#include "integrate/sizes.hpp"
#include "options/choose.hpp"
#include "program.hpp"
#include "text/error.hpp"
#include "text/number.hpp"
#include "text/quote.hpp"

namespace quadrille::apps {
namespace {

using integrate::Estimator;
using integrate::Kernel;
using integrate::Problem;

options::Parser make_parser() {
  return options::Parser(
      {"integrate",
       "Estimates the integral of FORMULA over an interval from random points, at many sample sizes. The\n"
       "answer is the same to the bit on any number of processes.",
       {"formula", "FORMULA", "A function of one variable, whatever its name.", "1/(1+x^2)"},
       "  integrate                                    the lecture: every size from 0 to 9999\n"
       "  integrate 'exp(-t^2)' --from -1 --to pi/2    any function, any bounds\n"
       "  integrate 'sin(x)' --to pi --sizes 1e3:1e9:log7 --estimator stratified\n"
       "  integrate 'x^2' --sizes 10,100,1000 --repeats 1000 --exact 1/3\n"
       "  mpirun -np 4 integrate --compare             on four processes, and on one to compare\n"},
      {{"What to integrate",
        {{"from", "A", "Lower bound: a number, or a formula such as -pi/2.", "0"},
         {"to", "B", "Upper bound.", "1"},
         {"samples", "N", "Every size from 0 to N - 1.", "10000"},
         {"sizes",
          "LIST",
          "These sizes instead: 10,1e3,1e9 or 0:1000:50 (every fiftieth) or 100:1e6:log20.",
          {}},
         {"estimator", "NAME", "spacings, trapezoid, midpoint, mean or stratified.", "spacings"},
         {"repeats", "R", "Independent repeats of every size.", "1"},
         {"exact", "VALUE", "The integral, where it is known. Otherwise quadrature looks for it.", {}},
         {"item", "K", "Only repeat K % R of the size in row K / R: one number of a run, alone.", {}}}},
       options::common_group()});
}

double bound(const options::Values& values, const std::string& name) {
  const auto& value = values.at(name);
  const double x = formula::constant(value.text, value.where);
  if (!std::isfinite(x)) {
    throw text::InputError(
        value.where + ": " + text::quoted(value.text) +
        " is not finite; give a finite bound, and substitute x = t/(1-t^2) for an infinite "
        "one");
  }
  return x;
}

std::vector<std::uint64_t> sizes_of(const options::Values& values) {
  if (values.has("sizes") && values.has("samples")) {
    throw text::InputError("--samples and --sizes exclude each other: give one of them");
  }
  if (const auto* list = values.has("sizes") ? values.find("sizes") : nullptr) {
    return integrate::parse_sizes(list->text, list->where);
  }
  const auto& samples = values.at("samples");
  return integrate::every_size(text::parse_count(samples.text, samples.where), samples.where);
}

/// Row K / R, replicate K % R.
void select_item(const options::Value& item, Problem& problem) {
  const std::uint64_t number = text::parse_count(item.text, item.where);
  const std::uint64_t row = number / problem.repeats;
  if (row >= problem.sizes.size()) {
    throw text::InputError(item.where + ": there is no item " + std::to_string(number) +
                           "; the last one is " + std::to_string(problem.sizes.size() * problem.repeats - 1));
  }
  problem.sizes = {problem.sizes[row]};
  problem.first_replicate = number % problem.repeats;
  problem.repeats = 1;
}

Problem problem_of(const options::Values& values, std::uint64_t seed) {
  Problem problem;
  problem.formula = values.at("formula").text;
  problem.from = bound(values, "from");
  problem.to = bound(values, "to");
  if (!std::isfinite(problem.to - problem.from)) {
    throw text::InputError("--from and --to are too far apart: their distance is no finite number");
  }
  problem.sizes = sizes_of(values);
  const auto& estimator = values.at("estimator");
  problem.estimator = options::choose<Estimator>(estimator.text, estimator.where,
                                                 {{"spacings", Estimator::spacings},
                                                  {"trapezoid", Estimator::trapezoid},
                                                  {"midpoint", Estimator::midpoint},
                                                  {"mean", Estimator::mean},
                                                  {"stratified", Estimator::stratified}});
  const auto& repeats = values.at("repeats");
  problem.repeats = text::parse_count(repeats.text, repeats.where);
  if (problem.repeats == 0) throw text::InputError(repeats.where + ": 0 repeats are none; at least 1");
  if (const auto* exact = values.find("exact")) problem.exact = formula::constant(exact->text, exact->where);
  if (const auto* item = values.find("item")) select_item(*item, problem);
  problem.seed = seed;
  return problem;
}

/// In nanoseconds, about: a point costs 2, and a replicate and a block what 100 points cost.
distribute::Layout layout_of(const Kernel& kernel) {
  constexpr double point = 2, overhead = 200;
  std::vector<distribute::Group> groups;
  for (std::uint64_t i = 0; i < kernel.problem().sizes.size(); ++i) {
    const integrate::Cut cut = kernel.cut(i);
    groups.push_back({.blocks = cut.blocks,
                      .block_cost = overhead + point * static_cast<double>(integrate::block_points),
                      .last_block_cost = overhead + point * static_cast<double>(cut.last_block_points),
                      .replicate_cost = overhead});
  }
  return {kernel.problem().repeats, std::move(groups)};
}

/// Total points, for the rate.
double points_of(const Problem& problem) {
  double points = 0;
  for (const std::uint64_t size : problem.sizes) points += static_cast<double>(size);
  return points * static_cast<double>(problem.repeats);
}

void refuse_long(distribute::Team& team, const distribute::Layout& layout, const Problem& problem,
                 const integrate::Integrand& f) {
  const std::uint64_t largest = problem.sizes.empty() ? 0 : problem.sizes.back();
  const std::string points = std::to_string(largest);
  // One full block of the largest size costs what the layout says a block costs.
  const auto measure = [&] {
    Kernel kernel(problem, f);
    Kernel::Tally tally;
    const distribute::Block block{problem.sizes.size() - 1, 0, 0};
    return best_seconds([&] { (void)kernel(block, tally); });
  };
  const distribute::Group& group = layout.group(layout.groups() - 1);
  refuse_long_work(team, layout, group.blocks > 1 ? group.block_cost : group.last_block_cost, measure,
                   problem.sizes.size() > 1 ? "for one estimate from " + points + " points write --sizes " +
                                                  points + ", for all of this add --yes"
                                            : "for all of this add --yes");
}

Delivery delivery_of(const options::Common& common) {
  if (common.output && ending(*common.output) != ".csv" && ending(*common.output) != ".json") {
    throw text::InputError("--output: " + text::quoted(*common.output) +
                           " is of no known kind; end it in .csv or .json");
  }
  return {common.format.value_or(options::Format::table), common.output, common.quiet};
}

int integrate_main(distribute::Team& team, const std::vector<std::string>& arguments) {
  const options::Parser parser = make_parser();
  const options::Values values = parser.parse(arguments);
  if (answered(team, parser, values, "integrate")) return 0;
  const options::Common common = options::common(values);
  team.require({common.processes_expected});
  const Delivery delivery = delivery_of(common);
  const Problem problem = problem_of(values, agreed_seed(team, common.seed));
  const integrate::Integrand f = integrate::integrand_of(problem.formula);
  const std::string digest = integrate::kernel_digest();
  require_one_job(team, common, integrate::canonical(problem), digest);
  if (common.output) draws::check_writable(team, *common.output);

  const auto make = [&] { return Kernel(problem, f); };
  const Kernel kernel = make();
  const distribute::Layout layout = layout_of(kernel);
  if (!common.yes && !problem.sizes.empty()) refuse_long(team, layout, problem, f);

  std::optional<integrate::Reference> reference;
  if (team.rank() == 0) reference = integrate::find_reference(problem, f);
  const auto result_of = [&](const distribute::Outcome<Kernel>& outcome) {
    std::vector<integrate::Summary> summaries;
    for (const auto& group : outcome) summaries.push_back(group.summary);
    return integrate::summarise(kernel, reference, summaries);
  };
  const auto json_of = [&](const integrate::Result& result) {
    return report::to_json(result, QUADRILLE_VERSION, digest);
  };
  report::Run run = facts_of(team, common.schedule);
  const auto outcome = run_job<Kernel>(
      team, layout, common, {points_of(problem), "points"}, make,
      [&](const auto& found) { return report::dump(json_of(result_of(found))); }, run);
  if (team.rank() != 0) return 0;
  const integrate::Result result = result_of(outcome);
  deliver(team, delivery,
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
    return quadrille::apps::integrate_main(team, {argv + 1, argv + argc});
  });
}
