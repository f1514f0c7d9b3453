// The distributions that a model may draw from.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quadrille::simulate {

/// A location-scale family: value = location + scale * z with a standard z.
///
///     normal(mean, sd)       z standard normal; location mean, scale sd >= 0
///     uniform(low, high)     z uniform on (0, 1); location low, scale high - low >= 0; values in [low, high]
///     exponential(mean)      z standard exponential; location 0, scale mean >= 0
struct Distribution {
  enum class Kind { normal, uniform, exponential };

  Kind kind;
  std::string_view name;
  std::span<const std::string_view> parameters;  ///< their names
  double standard_mean;                          ///< of z
  double standard_variance;                      ///< of z

  /// "normal(mean, sd)".
  std::string signature() const;
};

/// All distributions, in the order of the manual.
std::span<const Distribution> distributions();

/// The distribution of this name, or nullptr.
const Distribution* find_distribution(std::string_view name);

}  // namespace quadrille::simulate
