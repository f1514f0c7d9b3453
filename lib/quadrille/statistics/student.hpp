// Student's t distribution with any real degrees of freedom, and its limit, the normal.
//
// Relative errors are below 1e-12, in the tails too. Deterministic: no function of the system's libm but the
// exact ones.
#pragma once

namespace quadrille::statistics {

/// Returns P(T <= t) for T with `df` degrees of freedom, df in [1, infinity]; infinity means the standard
/// normal. NaN for other arguments. Upper tails: P(T > t) = student_cdf(-t, df), without cancellation.
double student_cdf(double t, double df);

/// Returns the t with P(T <= t) = p, for p in [0, 1] and df in [1, infinity]; -infinity at 0, +infinity at 1.
/// Tails below 1e-140 count as 0. NaN for other arguments. Two-sided level c takes p = (1 + c) / 2.
double student_quantile(double p, double df);

/// Returns the standard normal's quantile: student_quantile with infinitely many degrees of freedom.
double normal_quantile(double p);

}  // namespace quadrille::statistics
