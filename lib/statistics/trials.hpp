// How often an interval holds, by trial.
#pragma once

#include <optional>
#include <vector>

#include "statistics/moments.hpp"

namespace quadrille::statistics {

/// Estimates of one number, each with its standard error, from the same amount of random numbers of their
/// own.
class Trials {
 public:
  /// NaNs are intervals that do not hold. `freedom` >= 1.
  void add(double estimate, double standard_error, double freedom);

  /// The mean of all estimates, within a thirtieth of an estimate's error if there are a thousand.
  double mean() const { return estimates_.mean; }
  /// Whether `value` is the number that is estimated, as far as all trials together can tell: within 6
  /// standard errors of their mean, and rounding.
  bool agree_with(double value) const;
  /// The part of the trials whose 95 % interval by Student's t holds the value.
  double coverage(double value) const;
  std::size_t count() const { return trials_.size(); }

 private:
  struct Trial {
    double estimate, reach;
  };

  MeanVariance estimates_;
  std::vector<Trial> trials_;
};

}  // namespace quadrille::statistics
