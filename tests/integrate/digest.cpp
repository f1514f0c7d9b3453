#include "quadrille/integrate/digest.hpp"

#include <gtest/gtest.h>

#include "quadrille/vector/target.hpp"

namespace quadrille::integrate {
namespace {

// It changes with the bits of an answer, and with nothing else.
TEST(Digest, IsTheSameOnEveryTarget) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    EXPECT_EQ(kernel_digest(), "fce15901a2b050d24942826cc47699a3") << target;
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::integrate
