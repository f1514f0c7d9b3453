// Medians over repeats, and how far they can be trusted.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace quadrille::scaling {

/// Values that are not empty; the mean of the middle two of an even number.
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
  /// `columns[c][r]` is the value of column c in repeat r: at least one column and one repeat, all of one
  /// length.
  explicit Bootstrap(const std::vector<std::vector<double>>& columns);

  const std::vector<double>& medians() const { return medians_; }

  /// A function of the medians by column, with its interval.
  Estimate operator()(const std::function<double(std::span<const double> medians)>& statistic) const;

 private:
  std::vector<double> medians_;
  double tail_ = 0;
  std::vector<std::vector<double>> resampled_;  // medians by column, of each resample
};

/// How many values lie so far from the median that something else must have happened: their distance is more
/// than ten robust standard deviations, 10 x 1.4826 x the median absolute deviation (the rule of hyperfine,
/// after Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). 0 where half of all are equal.
std::size_t outliers(const std::vector<double>& values);

}  // namespace quadrille::scaling
