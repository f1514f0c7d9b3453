#include "simulate/digest.hpp"

#include <gtest/gtest.h>

#include "vector/target.hpp"

namespace quadrille::simulate {
namespace {

// It changes with the bits of an answer, and with nothing else.
TEST(Digest, IsTheSameOnEveryTarget) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    EXPECT_EQ(kernel_digest(), "6c796a34fb937babe99a2682f0a9c269") << target;
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::simulate
