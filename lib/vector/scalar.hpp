// Mathematical functions of one double that give the same bits on every system.
//
// SLEEF's deterministic family with fused multiply-add (`finz`): one lane gives the bits of eight, so a scalar
// computed here equals the same lane of a block (see functions.hpp). The system's libm is never asked: its
// last bits differ from release to release. Errors are at most 1.0 ULP.
#pragma once

#include <sleef.h>

namespace quadrille::vector {

inline double exp(double x) { return Sleef_finz_expd1_u10purecfma(x); }
inline double expm1(double x) { return Sleef_finz_expm1d1_u10purecfma(x); }
inline double log(double x) { return Sleef_finz_logd1_u10purecfma(x); }
inline double log1p(double x) { return Sleef_finz_log1pd1_u10purecfma(x); }
inline double pow(double x, double y) { return Sleef_finz_powd1_u10purecfma(x, y); }
inline double sin(double x) { return Sleef_finz_sind1_u10purecfma(x); }
inline double cos(double x) { return Sleef_finz_cosd1_u10purecfma(x); }
inline double lgamma(double x) { return Sleef_finz_lgammad1_u10purecfma(x); }

}  // namespace quadrille::vector
