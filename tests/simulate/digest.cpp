#include "quadrille/simulate/digest.hpp"

#include <gtest/gtest.h>

#include "quadrille/vector/target.hpp"

namespace quadrille::simulate {
namespace {

// It changes with the bits of an answer, and with nothing else.
TEST(Digest, IsTheSameOnEveryTarget) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    EXPECT_EQ(kernel_digest(), "d8458460695c03bd845a4c65db240936") << target;
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::simulate
