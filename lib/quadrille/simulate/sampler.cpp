#include "quadrille/simulate/sampler.hpp"

#include <algorithm>
#include <string>

#include "quadrille/simulate/place.hpp"
#include "quadrille/vector/arithmetic.hpp"

namespace quadrille::simulate {
namespace {

/// Draws computed at a time: small enough for the variables of a model to stay in the first-level cache.
constexpr std::size_t chunk = 512;

void fill_standard(const Distribution& distribution, const random::Stream& stream, std::uint64_t first,
                   std::span<double> out) {
  switch (distribution.kind) {
    case Distribution::Kind::normal:
      return stream.normals(first, out);
    case Distribution::Kind::uniform:
      return stream.uniforms(first, out);
    case Distribution::Kind::exponential:
      return stream.exponentials(first, out);
  }
}

}  // namespace

Sampler::Sampler(const Problem& problem)
    : columns_(problem.columns), location_(chunk), scale_(chunk), value_of_(problem.model.variables.size()) {
  const auto needed = needed_variables(problem);
  scratch_.resize(chunk * (needed.size() - columns_.size()));
  double* free = scratch_.data();
  for (const auto variable : needed) {
    steps_.push_back(step(problem, variable));
    if (std::ranges::find(columns_, variable) != columns_.end()) continue;
    value_of_[variable] = free;
    free += chunk;
  }
}

Sampler::Step Sampler::step(const Problem& problem, std::size_t index) {
  const auto& variable = problem.model.variables[index];
  Step step{index, variable.distribution, {}, {}, {}};
  std::vector<double> constants;
  for (const auto& term : variable.terms) {
    step.terms.push_back({formula::Evaluator(term.program), term.inputs, term.constant});
    if (term.constant) constants.push_back(*term.constant);
  }
  if (variable.distribution == nullptr) return step;
  step.stream.emplace(problem.seed, "simulate; variable " + variable.name + "; replicate 0; cell 0");
  if (constants.size() == variable.terms.size())
    step.constant = location_scale(*variable.distribution, constants);
  return step;
}

void Sampler::operator()(std::uint64_t first, std::span<const std::span<double>> columns) {
  const vector::IeeeArithmetic arithmetic;
  const std::size_t total = columns.empty() ? 0 : columns.front().size();
  for (std::size_t done = 0; done < total; done += chunk) {
    for (std::size_t c = 0; c < columns_.size(); ++c) value_of_[columns_[c]] = columns[c].data() + done;
    run(first + done, std::min(chunk, total - done));
  }
}

void Sampler::run(std::uint64_t first, std::size_t count) {
  for (auto& step : steps_) {
    const std::span<double> values(value_of_[step.variable], count);
    if (step.distribution == nullptr) {
      compute(step.terms.front(), values);
    } else {
      fill_standard(*step.distribution, *step.stream, first, values);
      place(step, values);
    }
  }
}

void Sampler::compute(Computation& computation, std::span<double> out) {
  if (computation.constant) {
    std::ranges::fill(out, *computation.constant);
    return;
  }
  inputs_.clear();
  for (const auto input : computation.inputs) inputs_.push_back(value_of_[input]);
  computation.evaluate(inputs_, out);
}

/// Turns standard values z into location + scale * z.
void Sampler::place(Step& step, std::span<double> values) {
  if (step.constant) return simulate::place(*step.constant, values);
  const auto locations = std::span(location_).first(values.size());
  const auto scales = std::span(scale_).first(values.size());
  compute(step.terms.back(), scales);
  if (step.terms.size() == 2) {
    compute(step.terms.front(), locations);
  } else {
    std::ranges::fill(locations, 0.0);
  }
  if (step.distribution->kind == Distribution::Kind::uniform)
    return simulate::place_between(locations, scales, values);
  simulate::place(locations, scales, values);
}

}  // namespace quadrille::simulate
