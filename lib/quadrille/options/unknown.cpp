#include "quadrille/options/unknown.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "quadrille/text/character.hpp"
#include "quadrille/text/nearest.hpp"

namespace quadrille::options {
namespace {

using Groups = std::vector<Group>;

/// Names of other programs for an option of ours: the first that the program has.
struct Synonyms {
  std::array<std::string_view, 2> ours;
  std::array<std::string_view, 12> theirs;
};

constexpr Synonyms synonyms[] = {
    {{"samples", "draws"},
     {"n", "draws", "samples", "points", "count", "number", "num", "trials", "iterations", "iter",
      "simulations", "num-samples"}},
    {{"from", ""}, {"a", "lower", "low", "left", "start", "begin", "min", "xmin", "x0"}},
    {{"to", ""}, {"b", "upper", "high", "right", "stop", "end", "max", "xmax", "x1"}},
    {{"formula", ""}, {"f", "function", "func", "expr", "expression", "integrand"}},
    {{"estimator", ""}, {"method", "rule", "algorithm", "type"}},
    {{"repeats", ""}, {"r", "rep", "reps", "runs", "replicates", "replications"}},
    {{"output", ""}, {"o", "out", "save", "write"}},
    {{"quiet", ""}, {"q", "silent"}},
    {{"columns", ""}, {"c", "vars", "variables", "variable", "names"}},
    {{"seed", ""}, {"s", "rng", "rng-seed", "random-seed", "random-state"}},
    {{"max-time", ""}, {"time", "timeout", "time-limit", "walltime", "limit"}},
    {{"journal", ""}, {"j", "checkpoint", "resume", "restart", "continue"}},
    {{"yes", ""}, {"y", "force"}},
    {{"plot", ""}, {"p", "graph", "figure", "chart"}},
};

constexpr std::string_view processes[] = {"np",      "nproc",   "procs",   "processes", "ranks",
                                          "tasks",   "ntasks",  "cores",   "cpus",      "jobs",
                                          "threads", "workers", "parallel"};

constexpr std::string_view formats[] = {"table", "csv", "json"};

/// Options that one of the programs has; tests/programs/test_refusals.py knows that it does.
struct Owned {
  std::string_view program;
  std::array<std::string_view, 7> names;
};

constexpr Owned owned[] = {
    {"integrate", {"from", "to", "samples", "sizes", "estimator", "exact", "item"}},
    {"simulate", {"draws", "columns", "draw", "print-model"}},
    {"speedup", {"processes", "weak", "break-even", "predict", "latency", "bandwidth"}},
};

const Option* find(const Groups& groups, std::string_view name) {
  for (const Group& group : groups)
    for (const Option& option : group.options)
      if (option.name == name) return &option;
  return nullptr;
}

/// As a command line or a file has it: --seed N, seed = N.
std::string usage(const std::string& name, const std::string& value, const std::string& prefix) {
  if (prefix.empty()) return name + " = " + (value.empty() ? "yes" : value);
  return prefix + name + (value.empty() ? "" : ' ' + value);
}

template <class Names>
bool is_one_of(const Names& names, std::string_view name) {
  return !name.empty() && std::ranges::find(names, name) != std::end(names);
}

std::string by_another_name(const Groups& groups, std::string_view name, const std::string& prefix) {
  for (const Synonyms& known : synonyms) {
    if (!is_one_of(known.theirs, name)) continue;
    for (const std::string_view ours : known.ours)
      if (const Option* option = find(groups, ours); option != nullptr)
        return "write " + usage(option->name, option->placeholder, prefix);
  }
  if (is_one_of(formats, name) && find(groups, "format") != nullptr)
    return "write " + usage("format", std::string(name), prefix);
  return "";
}

}  // namespace

std::string advice_on_processes(std::string_view name) {
  return is_one_of(processes, name) ? "processes are started by mpirun; write mpirun -np N before the program"
                                    : "";
}

std::string instead_of(const Groups& groups, const std::string& name, const std::string& prefix) {
  if (const auto hint = text::foreign_hint(name); !hint.empty()) return hint.substr(2);  // without "; "
  if (auto other = by_another_name(groups, name, prefix); !other.empty()) return other;
  if (auto advice = advice_on_processes(name); !advice.empty()) return advice;
  for (const Owned& known : owned)
    if (is_one_of(known.names, name)) return "it is one of " + std::string(known.program) + "; see --help";
  std::vector<std::string> names;
  for (const Group& group : groups)
    for (const Option& option : group.options) names.push_back(option.name);
  const auto meant = text::nearest(name, names);
  return meant ? "did you mean " + prefix + *meant + "?" : "see --help";
}

}  // namespace quadrille::options
