// An integral or a simulation in one call: for programs that are not ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/result.hpp"
#include "quadrille/integrate/rule.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/team/team.hpp"

namespace quadrille::workload {

/// Collective. Estimates the integral of f over [problem.from, problem.to] at each of problem.sizes points,
/// with intervals and notes; `f` writes f(x[i]) to y[i], elementwise, and knows nothing of what was asked
/// before. problem.formula is its name in messages, and what ranks compare to know that they have the same f.
/// Returns the result at rank 0, nothing on the others: the
/// same to the bit for any team. Throws text::InputError for a problem that is none
/// (integrate::require_problem), on all ranks, and ends the job if f throws on any: see Exchange::fail.
std::optional<integrate::Result> integrate(team::Team& team, const integrate::Problem& problem,
                                           const integrate::Integrand& f);

/// The same in this process alone.
integrate::Result integrate(const integrate::Problem& problem, const integrate::Integrand& f);

/// Collective. Draws `draws` times from the model in a text, such as "x ~ normal(0, 1)\ny = x^2", and
/// summarises its variables. `seed` is below 2^53. Returns the result at rank 0, nothing on the others: the
/// same to the bit for any team. Throws text::InputError, with line and column, for a text that is no model.
std::optional<simulate::Result> simulate(team::Team& team, std::string_view model, std::uint64_t draws,
                                         std::uint64_t seed);

/// The same in this process alone.
simulate::Result simulate(std::string_view model, std::uint64_t draws, std::uint64_t seed);

}  // namespace quadrille::workload
