// The floating-point arithmetic of this thread: to nearest, with subnormal numbers, without traps.
//
// A library that was linked with -ffast-math sets processor flags when it is loaded, whoever loads it: from
// then on subnormal numbers are 0 in the whole thread. Others leave a rounding mode behind.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#if defined(__FAST_MATH__)
#error "Quadrille gives one answer to the bit, which -ffast-math does not; compile this file without it"
#endif

namespace quadrille::vector {

/// The processor's modes for doubles, as bits of the register that holds them.
using ArithmeticFlags = std::uint64_t;

#if defined(__SSE2__)
/// MXCSR: rounding in bits 13 and 14, flush to zero 15, subnormals are zeros 6, masks of exceptions 7 to 12.
inline constexpr ArithmeticFlags ieee_flags = 0x1f80, arithmetic_bits = 0xffc0;
inline ArithmeticFlags arithmetic_flags() { return _mm_getcsr() & arithmetic_bits; }
inline void set_arithmetic_flags(ArithmeticFlags flags) { _mm_setcsr(static_cast<unsigned>(flags)); }
#elif defined(__aarch64__)
/// FPCR: rounding in bits 22 and 23, flush to zero 24, default NaN 25, traps 8 to 15.
inline constexpr ArithmeticFlags ieee_flags = 0, arithmetic_bits = 0x3c0ff03;
inline ArithmeticFlags arithmetic_flags() {
  std::uint64_t flags = 0;
  asm volatile("mrs %0, fpcr" : "=r"(flags));
  return flags & arithmetic_bits;
}
inline void set_arithmetic_flags(ArithmeticFlags flags) { asm volatile("msr fpcr, %0" : : "r"(flags)); }
#else
inline constexpr ArithmeticFlags ieee_flags = 0;
inline ArithmeticFlags arithmetic_flags() { return 0; }
inline void set_arithmetic_flags(ArithmeticFlags) {}
#endif

/// While an object lives, this thread's arithmetic is that of IEEE 754; its destructor restores the modes of
/// before. Costs some nanoseconds.
class IeeeArithmetic {
 public:
  IeeeArithmetic() : before_(arithmetic_flags()) {
    if (before_ != ieee_flags) set_arithmetic_flags(ieee_flags);
  }
  ~IeeeArithmetic() {
    if (before_ != ieee_flags) set_arithmetic_flags(before_);
  }
  IeeeArithmetic(const IeeeArithmetic&) = delete;
  IeeeArithmetic& operator=(const IeeeArithmetic&) = delete;

 private:
  ArithmeticFlags before_;
};

/// Returns whether this thread's arithmetic is that of IEEE 754, as sums and products show: rounded to
/// nearest, ties to even, with subnormal results where they are small.
bool arithmetic_is_ieee();

}  // namespace quadrille::vector
