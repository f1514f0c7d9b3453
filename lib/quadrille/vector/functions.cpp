#include "quadrille/vector/functions.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/vector/functions.cpp"
#include <hwy/foreach_target.h>
//
#include "quadrille/vector/functions-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

template <Doubles (*function)(const Doubles&)>
void map1(const double* a, const double*, const double*, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; i += lanes) store(function(load(a + i)), out + i);
}
template <Doubles (*function)(const Doubles&, const Doubles&)>
void map2(const double* a, const double* b, const double*, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; i += lanes) store(function(load(a + i), load(b + i)), out + i);
}
template <Doubles (*function)(const Doubles&, const Doubles&, const Doubles&)>
void map3(const double* a, const double* b, const double* c, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; i += lanes) {
    store(function(load(a + i), load(b + i), load(c + i)), out + i);
  }
}

// clang-format off
#define QUADRILLE_CASE(ARITY, NAME) case Function::NAME: return map##ARITY<NAME>
BlockFunction block_function_here(Function function) {
  switch (function) {
    QUADRILLE_CASE(1, identity);
    QUADRILLE_CASE(1, negate);
    QUADRILLE_CASE(1, logical_not);
    QUADRILLE_CASE(1, abs);
    QUADRILLE_CASE(1, sign);
    QUADRILLE_CASE(1, sqrt);
    QUADRILLE_CASE(1, power_half);
    QUADRILLE_CASE(1, cbrt);
    QUADRILLE_CASE(1, floor);
    QUADRILLE_CASE(1, ceil);
    QUADRILLE_CASE(1, round);
    QUADRILLE_CASE(1, exp);
    QUADRILLE_CASE(1, expm1);
    QUADRILLE_CASE(1, log);
    QUADRILLE_CASE(1, log1p);
    QUADRILLE_CASE(1, log2);
    QUADRILLE_CASE(1, log10);
    QUADRILLE_CASE(1, sin);
    QUADRILLE_CASE(1, cos);
    QUADRILLE_CASE(1, tan);
    QUADRILLE_CASE(1, asin);
    QUADRILLE_CASE(1, acos);
    QUADRILLE_CASE(1, atan);
    QUADRILLE_CASE(1, sinh);
    QUADRILLE_CASE(1, cosh);
    QUADRILLE_CASE(1, tanh);
    QUADRILLE_CASE(1, asinh);
    QUADRILLE_CASE(1, acosh);
    QUADRILLE_CASE(1, atanh);
    QUADRILLE_CASE(1, erf);
    QUADRILLE_CASE(1, erfc);
    QUADRILLE_CASE(1, gamma);
    QUADRILLE_CASE(1, lgamma);
    QUADRILLE_CASE(2, add);
    QUADRILLE_CASE(2, subtract);
    QUADRILLE_CASE(2, multiply);
    QUADRILLE_CASE(2, divide);
    QUADRILLE_CASE(2, power);
    QUADRILLE_CASE(2, less);
    QUADRILLE_CASE(2, less_equal);
    QUADRILLE_CASE(2, equal);
    QUADRILLE_CASE(2, not_equal);
    QUADRILLE_CASE(2, logical_and);
    QUADRILLE_CASE(2, logical_or);
    QUADRILLE_CASE(2, min);
    QUADRILLE_CASE(2, max);
    QUADRILLE_CASE(2, hypot);
    QUADRILLE_CASE(2, atan2);
    QUADRILLE_CASE(3, select);
  }
  return nullptr;
}
#undef QUADRILLE_CASE
// clang-format on

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::vector {

HWY_EXPORT(block_function_here);

BlockFunction block_function(Function function) {
  return HWY_DYNAMIC_DISPATCH(block_function_here)(function);
}

double apply(Function function, double a, double b, double c) {
  double x[8];
  double y[8];
  double z[8];
  for (std::size_t i = 0; i < 8; ++i) {
    x[i] = a;
    y[i] = b;
    z[i] = c;
  }
  block_function(function)(x, y, z, x, 8);
  return x[0];
}

}  // namespace quadrille::vector
#endif
