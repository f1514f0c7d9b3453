// Small fits: the slope of a line, and the degrees of freedom of a sum of variances.
#pragma once

#include <optional>
#include <span>

namespace quadrille::statistics {

/// Returns the slope b of the least-squares line y = a + b x through the points (x[i], y[i]); none where all
/// x are equal or there are fewer than two points. Requires x.size() == y.size().
std::optional<double> slope(std::span<const double> x, std::span<const double> y);

/// Returns the degrees of freedom, at least 1, of v = v(1) + .. + v(k), the variance of a sum of independent
/// means, where v(i) is estimated with df(i) >= 1 degrees of freedom: v^2 / sum of v(i)^2 / df(i)
/// (Satterthwaite, Biometrics Bulletin 2 (1946) 110). Takes the two sums; none where they are 0.
std::optional<double> satterthwaite(double sum_of_v, double sum_of_v2_over_df);

}  // namespace quadrille::statistics
