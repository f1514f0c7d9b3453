#include "vector/scalar.hpp"

// sleef.h declares these only where the whole file may use fused multiply-add instructions.
extern "C" {
double Sleef_finz_expd1_u10purecfma(double);
double Sleef_finz_expm1d1_u10purecfma(double);
double Sleef_finz_logd1_u10purecfma(double);
double Sleef_finz_log1pd1_u10purecfma(double);
double Sleef_finz_powd1_u10purecfma(double, double);
double Sleef_finz_sind1_u10purecfma(double);
double Sleef_finz_cosd1_u10purecfma(double);
double Sleef_finz_lgammad1_u10purecfma(double);
}

namespace quadrille::vector {

double exp(double x) { return Sleef_finz_expd1_u10purecfma(x); }
double expm1(double x) { return Sleef_finz_expm1d1_u10purecfma(x); }
double log(double x) { return Sleef_finz_logd1_u10purecfma(x); }
double log1p(double x) { return Sleef_finz_log1pd1_u10purecfma(x); }
double pow(double x, double y) { return Sleef_finz_powd1_u10purecfma(x, y); }
double sin(double x) { return Sleef_finz_sind1_u10purecfma(x); }
double cos(double x) { return Sleef_finz_cosd1_u10purecfma(x); }
double lgamma(double x) { return Sleef_finz_lgammad1_u10purecfma(x); }

}  // namespace quadrille::vector
