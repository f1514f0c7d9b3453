// How often an interval holds, by trial.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "quadrille/integrate/reference.hpp"
#include "quadrille/integrate/rule.hpp"
#include "quadrille/statistics/doubt.hpp"

namespace quadrille::integrate {

/// Trials of one size, under random numbers that are nobody else's.
struct Rehearsal {
  std::uint64_t samples = 0, repeats = 1;  ///< of one trial
  statistics::Tried tried;                 ///< whether 95 % intervals hold the integral
  bool agrees = true;                      ///< the reference with the mean of all trials; true without one
};

/// The most points and repeats of one trial. Larger ones are judged by a trial of so many: smooth functions
/// are covered better the more points there are, poles at any number alike, and more repeats are nearer the
/// normal.
inline constexpr std::uint64_t most_rehearsed = 4096;
inline constexpr std::uint64_t most_repeats_rehearsed = 20;

/// Returns trials by ascending size, for as many sizes as a bounded effort allows: some tenths of a second.
/// None for estimators without an interval. The integral is the reference; where there is none, or trials
/// contradict it, the mean of all trials. A pure function of the problem but for its seed.
std::vector<Rehearsal> rehearse(const Problem& problem, const Integrand& f,
                                const std::optional<Reference>& reference, const Effort& effort = {});

}  // namespace quadrille::integrate
