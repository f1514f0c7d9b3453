// Student's t distribution with any real degrees of freedom, and its limit, the normal.
//
// Relative errors are below 1e-12, in the tails too. Deterministic: no function of the system's libm but the
// exact ones.
#pragma once

namespace quadrille::statistics {

/// P(T <= t) for T with `df` degrees of freedom, df in [1, infinity]; infinity is the standard normal. NaN
/// for another df or a NaN. Upper tails by symmetry: P(T > t) = student_cdf(-t, df), without cancellation.
double student_cdf(double t, double df);

/// The t with P(T <= t) = p, for p in [0, 1] and df in [1, infinity]; -infinity at 0, +infinity at 1. Tails
/// below 1e-140 count as 0. NaN for other arguments. A two-sided interval of level c takes p = (1 + c) / 2.
double student_quantile(double p, double df);

/// The quantile of the standard normal: student_quantile with infinitely many degrees of freedom.
double normal_quantile(double p);

}  // namespace quadrille::statistics
