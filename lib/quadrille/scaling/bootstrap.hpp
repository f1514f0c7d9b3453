// Medians over repeats, and how far they can be trusted.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace quadrille::scaling {

/// Returns the median, of an even number the mean of the middle two. Requires at least one value.
double median(std::vector<double> values);

struct Interval {
  double low = 0, high = 0;
};

struct Estimate {
  double value = 0;
  std::optional<Interval> interval;  ///< 95 %; none from fewer than `fewest_repeats`
};

/// Below six repeats not even the smallest and the largest value enclose the median with 95 %: they do so
/// with probability 1 - 2^(1 - n).
inline constexpr std::size_t fewest_repeats = 6;

/// Percentile bootstrap (Efron, Annals of Statistics 7 (1979) 1) of whatever follows from the medians of
/// several columns. Whole repeats are drawn with replacement, all columns together, so that what disturbed
/// one repeat in all columns stays together. The percentiles are expanded for few repeats (Hesterberg, The
/// American Statistician 69 (2015) 371). The draws are the same in every run.
class Bootstrap {
 public:
  /// Requires at least one column and one repeat, and all columns of one length; `columns[c][r]` is the value
  /// of column c in repeat r.
  explicit Bootstrap(const std::vector<std::vector<double>>& columns);

  const std::vector<double>& medians() const { return medians_; }

  /// Returns a function of the medians by column, with its interval.
  Estimate operator()(const std::function<double(std::span<const double> medians)>& statistic) const;

 private:
  std::vector<double> medians_;
  double tail_ = 0;
  std::vector<std::vector<double>> resampled_;  // medians by column, of each resample
};

/// Returns how many values lie so far from the median that something else must have happened: farther than
/// ten robust standard deviations, 10 x 1.4826 x the median absolute deviation (the rule of hyperfine, after
/// Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). 0 where half of all are equal.
std::size_t outliers(const std::vector<double>& values);

}  // namespace quadrille::scaling
