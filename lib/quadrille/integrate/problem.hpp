// What an integration is: plain values that say everything the answer depends on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::integrate {

/// Estimators of the integral of f over [a, b] from n points; see the file of each.
enum class Estimator { spacings, trapezoid, midpoint, mean, stratified };

inline constexpr std::array<std::string_view, 5> estimator_names = {"spacings", "trapezoid", "midpoint",
                                                                    "mean", "stratified"};

inline std::string_view name(Estimator estimator) {
  return estimator_names[static_cast<std::size_t>(estimator)];
}

struct Problem {
  std::string formula = "1/(1+x^2)";
  double from = 0;  ///< finite; from > to changes the sign, from = to gives 0
  double to = 1;
  std::vector<std::uint64_t> sizes;  ///< numbers of points n, in the order in which they are reported
  Estimator estimator = Estimator::spacings;
  std::uint64_t repeats = 1;          ///< replicates of every size, at least 1
  std::uint64_t first_replicate = 0;  ///< number of the first of them: others than 0 replay one alone
  std::uint64_t seed = 0;             ///< below 2^53
  std::optional<double> exact;
};

/// Throws text::InputError for bounds that are not finite, or whose distance a double does not hold well.
void require_interval(double from, double to);

/// Throws text::InputError for a problem that is none: such an interval, no repeats, a size or a seed of 2^53
/// or more.
void require_problem(const Problem& problem);

}  // namespace quadrille::integrate
