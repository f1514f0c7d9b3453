// Mathematical functions of one double that give the same bits on every system.
//
// SLEEF's deterministic family with fused multiply-add (`finz`): one lane gives the bits of eight, so a
// scalar computed here equals the same lane of a block (see functions.hpp). The system's libm is never asked:
// its last bits differ from release to release. Errors are at most 1.0 ULP.
#pragma once

#include <cmath>
#include <limits>

namespace quadrille::vector {

/// Returns x, and for every NaN the same one: sign and payload of a computed NaN differ between processors.
inline double one_nan(double x) { return std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x; }

double exp(double x);
double expm1(double x);
double log(double x);
double log1p(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double lgamma(double x);

}  // namespace quadrille::vector
