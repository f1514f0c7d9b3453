// How often an interval holds, by trial.
#pragma once

#include <cstddef>
#include <vector>

namespace quadrille::statistics {

/// Estimates of one number, each with its standard error, from the same amount of random numbers of their
/// own. Any unit: nothing is squared. At least ten trials.
class Trials {
 public:
  /// NaNs are intervals that do not hold. `freedom` >= 1.
  void add(double estimate, double standard_error, double freedom);

  /// The mean of all estimates, within a thirtieth of an estimate's error if there are a thousand.
  double mean() const;
  /// Whether `value` is the number that is estimated, as far as all trials together can tell: within 6
  /// standard errors of their mean, and rounding.
  bool agree_with(double value) const;
  /// The part of the trials whose 95 % interval by Student's t holds the value.
  double coverage(double value) const;
  /// How far means of ten estimates spread, as a part of what single ones do, by interquartile ranges: the
  /// root of 1/10 where their variance is finite, and 1 for a Cauchy. 0 where single ones do not spread.
  double settling() const;

 private:
  std::vector<double> estimates_, reaches_;
};

/// Of settling(): above it there is no mean, or none that could be found.
inline constexpr double hardly_settles = 0.6;

/// Of fewer values a trial may lack what seldom comes, and its means spread more than it does.
inline constexpr std::size_t enough_to_settle = 1000;

}  // namespace quadrille::statistics
