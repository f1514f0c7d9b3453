#include "distribute/processors.hpp"

#include <gtest/gtest.h>

namespace quadrille::distribute {
namespace {

TEST(Processors, ListsOfCpus) {
  EXPECT_EQ(cpus_in("0"), 1U);
  EXPECT_EQ(cpus_in("0-3"), 4U);
  EXPECT_EQ(cpus_in("0-3,8,10-11"), 7U);
  EXPECT_EQ(cpus_in(""), 0U);
}

TEST(Processors, QuotasAreWholeProcessorsAndAtLeastOne) {
  EXPECT_EQ(quota_in("max 100000", 8), 8U);
  EXPECT_EQ(quota_in("", 8), 8U);
  EXPECT_EQ(quota_in("200000 100000", 8), 2U);
  EXPECT_EQ(quota_in("150000 100000", 8), 1U);
  EXPECT_EQ(quota_in("50000 100000", 8), 1U);
}

TEST(Processors, ThereIsOneAtLeast) { EXPECT_GE(processors_here(), 1U); }

}  // namespace
}  // namespace quadrille::distribute
