// Tests that fail in the ways that the harness has to survive; each is run alone, by name.
#include <gtest/gtest.h>

#include "harness/harness.hpp"

namespace {

using quadrille::harness::team;

TEST(Case, passes) { EXPECT_EQ(team().all_gather(1).size(), static_cast<std::size_t>(team().size())); }

TEST(Case, one_rank_fails) { EXPECT_NE(team().rank(), 1) << "rank one says so"; }

TEST(Case, one_rank_fails_fatally_while_others_wait) {
  ASSERT_NE(team().rank(), 1) << "rank one says so";
  team().barrier();
}

TEST(Case, one_rank_throws_while_others_wait) {
  if (team().rank() == 1) throw 1;
  team().barrier();
}

}  // namespace
