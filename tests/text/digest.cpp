#include "quadrille/text/digest.hpp"

#include <array>

#include <gtest/gtest.h>

namespace quadrille::text {
namespace {

// xxHash's published value for the empty input.
TEST(Digest, IsXxh3) { EXPECT_EQ(digest_of(std::string_view()), "99aa06d3014798d86001c324468d497f"); }

TEST(Digest, SeesEveryBit) {
  EXPECT_NE(digest_of("a"), digest_of("b"));
  EXPECT_NE(digest_of(std::array{1.0, 2.0}), digest_of(std::array{2.0, 1.0}));
  EXPECT_NE(digest_of(std::array{0.0}), digest_of(std::array{-0.0}));
  EXPECT_EQ(digest_of(std::array{1.0, 2.0}), digest_of(std::array{1.0, 2.0}));
}

}  // namespace
}  // namespace quadrille::text
