// The distributions that a model may draw from.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::simulate {

/// A location-scale family: value = location + scale * z with a standard z, and scale >= 0.
///
///     normal(mean, sd)       z standard normal; location mean, scale sd
///     uniform(low, high)     z uniform on (0, 1); location low, scale high - low; values in [low, high): low
///                            occurs only where that rounds to it; high, never, unless it is low
///     exponential(mean)      z standard exponential; location 0, scale mean
struct Distribution {
  enum class Kind { normal, uniform, exponential };

  Kind kind = Kind::normal;
  std::string_view name;
  std::vector<std::string_view> parameters;
  double standard_mean = 0;      ///< of z
  double standard_variance = 1;  ///< of z

  /// Returns "normal(mean, sd)".
  std::string signature() const;
};

/// value = location + scale * z, but below `end`.
struct LocationScale {
  double location = 0;
  double scale = 0;
  double end = std::numeric_limits<double>::infinity();
};

/// Returns location and scale for these parameters, in the order of the signature.
LocationScale location_scale(const Distribution& distribution, std::span<const double> parameters);

/// Returns all distributions, in the order of the manual.
const std::vector<Distribution>& distributions();

/// Returns the distribution of this name, or nullptr.
const Distribution* find_distribution(std::string_view name);

/// Returns "normal(mean, sd), uniform(low, high) or exponential(mean)".
std::string distribution_list();

}  // namespace quadrille::simulate
