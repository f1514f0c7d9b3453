#include "quadrille/vector/arithmetic.hpp"

#include <cfenv>

#include <gtest/gtest.h>

namespace quadrille::vector {
namespace {

TEST(Arithmetic, IsIeeeHere) {
  EXPECT_EQ(arithmetic_flags(), ieee_flags);
  EXPECT_TRUE(arithmetic_is_ieee());
}

TEST(Arithmetic, OfAnotherRoundingIsNoticedAndPutRight) {
  for (const int rounding : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    std::fesetround(rounding);
    const bool noticed = !arithmetic_is_ieee();
    bool right = false;
    {
      const IeeeArithmetic arithmetic;
      right = arithmetic_is_ieee();
    }
    const int after = std::fegetround();
    std::fesetround(FE_TONEAREST);
    EXPECT_TRUE(noticed) << rounding;
    EXPECT_TRUE(right) << rounding;
    EXPECT_EQ(after, rounding);
  }
}

#if defined(__SSE2__)
TEST(Arithmetic, WithoutSubnormalNumbersIsNoticedAndPutRight) {
  for (const unsigned flags : {0x8000U, 0x0040U, 0x8040U}) {
    set_arithmetic_flags(ieee_flags | flags);
    const bool noticed = !arithmetic_is_ieee();
    bool right = false;
    {
      const IeeeArithmetic arithmetic;
      right = arithmetic_is_ieee();
    }
    const ArithmeticFlags after = arithmetic_flags();
    set_arithmetic_flags(ieee_flags);
    EXPECT_TRUE(noticed) << flags;
    EXPECT_TRUE(right) << flags;
    EXPECT_EQ(after, ieee_flags | flags);
  }
}
#endif

}  // namespace
}  // namespace quadrille::vector
