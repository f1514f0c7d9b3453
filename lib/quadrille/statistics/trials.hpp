// How often an interval holds, by trial.
#pragma once

#include <cstddef>
#include <vector>

namespace quadrille::statistics {

/// Estimates of one number, each with its standard error, from the same amount of random numbers of their
/// own. Any unit: nothing is squared. At least ten trials.
class Trials {
 public:
  /// Adds a trial. Requires freedom >= 1. NaNs make an interval that does not hold.
  void add(double estimate, double standard_error, double freedom);

  /// Returns the mean of all estimates, within a thirtieth of an estimate's error if there are a thousand.
  double mean() const;
  /// Returns whether `value` is the number that is estimated, as far as all trials together can tell: within
  /// 6 standard errors of their mean, and rounding.
  bool agree_with(double value) const;
  /// Returns the part of the trials whose 95 % interval by Student's t holds the value.
  double coverage(double value) const;
  /// Returns the spread of means of ten estimates over that of single ones, by interquartile ranges: the root
  /// of 1/10 where their variance is finite, and 1 for a Cauchy. 0 where single ones do not spread.
  double settling() const;

 private:
  std::vector<double> estimates_, reaches_;
};

/// With a settling() above this there is no mean, or none that could be found.
inline constexpr double hardly_settles = 0.6;

/// A trial of fewer values may lack what seldom comes, and its means then spread more than its values do.
inline constexpr std::size_t enough_to_settle = 1000;

}  // namespace quadrille::statistics
