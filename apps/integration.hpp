// What `integrate` runs, between its options and its report.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "quadrille/distribute/progress.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/result.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/options/parser.hpp"
#include "quadrille/report/json.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::apps {

/// An integration as run_job() takes it.
class Integration {
 public:
  using Kernel = integrate::Kernel;
  using Result = integrate::Result;

  static constexpr const char* program = "integrate";
  static options::Parser parser();

  /// The problem that the options state. Throws text::InputError.
  static integrate::Problem problem_of(const options::Values& values, std::uint64_t seed);

  /// Throws text::InputError for a formula that is none.
  explicit Integration(integrate::Problem problem);

  const integrate::Problem& problem() const { return problem_; }
  std::string canonical() const { return integrate::canonical(problem_); }
  const std::string& digest() const { return digest_; }
  /// All of the problem that decides its bits, but the repeats: those may grow.
  journal::Fields fields() const;
  journal::Extent extent() const { return {"repeats", problem_.repeats}; }

  Kernel kernel() const { return {problem_, f_}; }
  work::Layout layout() const { return integrate::layout(problem_); }
  distribute::Amount amount() const;
  void refuse_long(team::Team& team, const work::Layout& layout) const;

  /// Looks for the integral itself, which results are compared with, and how far intervals can be trusted; to
  /// be called where results are made. Takes two seconds or so at most; meanwhile calls `pause`
  /// every millisecond or so, which may end it by throwing.
  void find_reference(const std::function<void()>& pause = {});
  bool has_reference() const { return known_.reference.has_value(); }
  Result result(const work::Outcome<Kernel>& outcome) const;
  report::Json json(const Result& result) const;

 private:
  integrate::Problem problem_;
  integrate::Integrand f_;
  std::string digest_;
  integrate::Knowledge known_;
};

}  // namespace quadrille::apps
