#include "vector/minus_log.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "../tests/vector/minus_log.cpp"
#include <hwy/foreach_target.h>
//
#include "quadrille/vector/logarithm-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::vector::HWY_NAMESPACE {

void minus_logs_here(const double* x, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; i += lanes) store(minus_log(load(x + i)), out + i);
}

}  // namespace quadrille::vector::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::vector {

HWY_EXPORT(minus_logs_here);

void minus_logs(const double* x, double* out, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(minus_logs_here)(x, out, count);
}

}  // namespace quadrille::vector
#endif
