// What `simulate` runs, between its options and its report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "distribute/kernel.hpp"
#include "distribute/layout.hpp"
#include "distribute/progress.hpp"
#include "distribute/team.hpp"
#include "journal/manifest.hpp"
#include "options/parser.hpp"
#include "report/json.hpp"
#include "simulate/kernel.hpp"
#include "simulate/problem.hpp"
#include "simulate/result.hpp"

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
  /// Costs are in nanoseconds, about.
  distribute::Layout layout() const;
  distribute::Amount amount() const { return {static_cast<double>(problem_.draws), "draws"}; }
  /// With so many `rows` of draws that are to be written, too: the same on all ranks.
  void refuse_long(distribute::Team& team, const distribute::Layout& layout, std::uint64_t rows) const;

  Result result(const distribute::Outcome<Kernel>& outcome) const;
  report::Json json(const Result& result) const;

 private:
  simulate::Problem problem_;
  std::string digest_;
};

}  // namespace quadrille::apps
