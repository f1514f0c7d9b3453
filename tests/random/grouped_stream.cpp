#include "quadrille/random/grouped_stream.hpp"

#include <gtest/gtest.h>

namespace quadrille::random {
namespace {

TEST(GroupedStream, HasTheNumbersOfAStreamInAnyOrder) {
  GroupedStream grouped(3, "test");
  const Stream stream(3, "test");
  for (const std::uint64_t index : {0U, 1U, 15U, 16U, 3U, 1'000'000U, 31U, 32U, 1'000'001U, 0U})
    for (const std::uint64_t attempt : {0U, 1U, 2U, 7U, 0U}) {
      EXPECT_EQ(grouped.normal(index, attempt), stream.normal(index, attempt)) << index << ' ' << attempt;
      EXPECT_EQ(grouped.uniform(index, attempt), stream.uniform(index, attempt)) << index << ' ' << attempt;
    }
}

}  // namespace
}  // namespace quadrille::random
