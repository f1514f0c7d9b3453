#include "quadrille/vector/scalar.hpp"

#include "quadrille/vector/functions.hpp"

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

// Where a block function is not SLEEF's (see functions-inl.hpp), it is asked itself.
double exp(double x) { return x > 709 ? apply(Function::exp, x) : Sleef_finz_expd1_u10purecfma(x); }
double expm1(double x) { return x > 709 ? apply(Function::expm1, x) : Sleef_finz_expm1d1_u10purecfma(x); }
double log(double x) { return Sleef_finz_logd1_u10purecfma(x); }
double log1p(double x) {
  const bool usual = std::fabs(x) >= 0x1p-500 && x <= 1e300;
  return usual ? Sleef_finz_log1pd1_u10purecfma(x) : apply(Function::log1p, x);
}
double pow(double x, double y) {
  const double usual = Sleef_finz_powd1_u10purecfma(x, y);
  return std::isinf(usual) ? apply(Function::power, x, y) : usual;
}
double sin(double x) { return Sleef_finz_sind1_u10purecfma(x); }
double cos(double x) { return Sleef_finz_cosd1_u10purecfma(x); }
double lgamma(double x) {
  return x > 1e305 ? apply(Function::lgamma, x) : Sleef_finz_lgammad1_u10purecfma(x);
}

}  // namespace quadrille::vector
