#include "integrate/digest.hpp"

#include <gtest/gtest.h>

#include "vector/target.hpp"

namespace quadrille::integrate {
namespace {

// It changes with the bits of an answer, and with nothing else.
TEST(Digest, IsTheSameOnEveryTarget) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    EXPECT_EQ(kernel_digest(), "a471219f6561aa1500ded801b67c63b2") << target;
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::integrate
