#include "integrate_options.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "plotting.hpp"
#include "program.hpp"
#include "quadrille/formula/evaluator.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/sizes.hpp"
#include "quadrille/options/choose.hpp"
#include "quadrille/options/common.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::apps {

using integrate::Estimator;
using integrate::Problem;

namespace {

double finite(const options::Value& value, const std::string& advice) {
  static const std::set<std::string> infinite = {"inf", "-inf", "+inf", "infinity", "-infinity", "+infinity"};
  std::string lower = value.text;
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const double x = infinite.contains(lower) ? std::numeric_limits<double>::infinity()
                                            : formula::constant(value.text, value.where);
  if (!std::isfinite(x)) {
    throw text::InputError(value.where + ": " + text::quoted(value.text) + " is not finite; " + advice);
  }
  return x;
}

double bound(const options::Values& values, const std::string& name) {
  return finite(values.at(name), "give a finite bound, and substitute x = t/(1-t^2) for an infinite one");
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

}  // namespace

options::Parser integrate_parser() {
  using Use = options::Option::Use;
  constexpr auto text = options::Option::Names::anything_else;
  return options::Parser(
      {"integrate",
       "Estimates the integral of FORMULA over an interval from random points, at many sample sizes. The\n"
       "answer is the same to the bit on any number of processes.",
       {"formula", "FORMULA",
        "A function of one variable, whatever its name; - reads it from standard input.", "1/(1+x^2)"},
       "  integrate                                    the lecture: every size from 0 to 9999\n"
       "  integrate 'exp(-t^2)' --from -1 --to pi/2    any function, any bounds\n"
       "  integrate 'sin(x)' --to pi --sizes 1e3:1e9:log7 --estimator stratified\n"
       "  integrate 'x^2' --sizes 10,100,1000 --repeats 1000 --exact 1/3\n"
       "  mpirun -np 4 integrate --compare             on four processes, and on one to compare\n",
       "Formulas:\n" + formula_rows()},
      {{"What to integrate",
        {{"from", "A", "Lower bound: a number, or a formula such as -pi/2.", "0"},
         {"to", "B", "Upper bound.", "1"},
         {"samples", "N", "Every size from 0 to N - 1.", "10000", text, Use::amount},
         {"sizes",
          "LIST",
          "These sizes instead: 10,1e3,1e9 or 0:1000:50 (every fiftieth) or 100:1e6:log20.",
          {},
          text,
          Use::amount},
         {"estimator", "NAME", "spacings, trapezoid, midpoint, mean or stratified.", "spacings"},
         {"repeats", "R", "Independent repeats of every size.", "1"},
         {"exact", "VALUE", "The integral, where it is known. Otherwise quadrature looks for it.", {}},
         {"item",
          "K",
          "Only repeat K % R of the size in row K / R: one number of a run, alone.",
          {},
          text,
          Use::once},
         plot_option("Also draw how the error falls with the number of points")}},
       options::common_group()});
}

Problem integrate_problem(const options::Values& values, std::uint64_t seed) {
  Problem problem;
  problem.formula = values.at("formula").text;
  (void)integrate::integrand_of(problem.formula, values.at("formula").where);
  problem.from = bound(values, "from");
  problem.to = bound(values, "to");
  integrate::require_interval(problem.from, problem.to);
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
  if (problem.repeats > 1 && problem.estimator == Estimator::midpoint)
    throw text::InputError(repeats.where +
                           ": midpoint has no randomness, so its repeats are all equal; leave it out, or "
                           "choose another --estimator");
  if (const auto* exact = values.find("exact"))
    problem.exact = finite(*exact, "leave it out where the integral is not known");
  if (const auto* item = values.find("item")) select_item(*item, problem);
  problem.seed = seed;
  return problem;
}

}  // namespace quadrille::apps
