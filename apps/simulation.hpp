// What `simulate` runs, between its options and its report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/options/parser.hpp"
#include "quadrille/report/json.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::apps {

/// A simulation as run_job() takes it.
class Simulation {
 public:
  using Kernel = simulate::Kernel;
  using Result = simulate::Result;

  static constexpr const char* program = "simulate";
  static options::Parser parser();

  /// The problem that the options state, with seed 0; `standard_input` is the model where MODEL is "-".
  /// Throws text::InputError.
  static simulate::Problem problem_of(const options::Values& values,
                                      const std::optional<std::string>& standard_input = std::nullopt);

  explicit Simulation(simulate::Problem problem);

  const simulate::Problem& problem() const { return problem_; }
  std::string canonical() const;
  const std::string& digest() const { return digest_; }
  /// All of the problem that decides its bits, but the draws: those may grow.
  journal::Fields fields() const;
  journal::Extent extent() const { return {"draws", problem_.draws}; }

  Kernel kernel() const { return Kernel(problem_); }
  work::Layout layout() const { return simulate::layout(problem_); }
  distribute::Amount amount() const { return {static_cast<double>(problem_.draws), "draws"}; }
  /// With so many `rows` of draws that are to be written, too: the same on all ranks.
  void refuse_long(team::Team& team, const work::Layout& layout, std::uint64_t rows) const;

  Result result(const work::Outcome<Kernel>& outcome) const;
  report::Json json(const Result& result) const;

 private:
  simulate::Problem problem_;
  std::string digest_;
};

}  // namespace quadrille::apps
