#include "quadrille/scaling/findings.hpp"

#include <gtest/gtest.h>

#include "scaling/virtual_job.hpp"

namespace quadrille::scaling {
namespace {

TEST(Findings, the_serial_fraction_of_a_known_job_is_recovered) {
  for (const double serial : {0.0, 0.05, 0.25}) {
    VirtualJob job;
    job.serial = serial;
    job.shared = 1 - serial;
    const Findings findings = analyse(job.measure({1, 2, 4, 8}, 15));
    EXPECT_NEAR(findings.serial_fraction->value, serial, 0.01);
    EXPECT_LT(findings.serial_fraction->interval->low, serial + 0.005);
    EXPECT_GT(findings.serial_fraction->interval->high, serial - 0.005);
    EXPECT_FALSE(findings.rows[1].serial_fraction);
    for (const std::size_t row : {2U, 3U, 4U})
      EXPECT_NEAR(findings.rows[row].serial_fraction->value, serial, 0.02);
    EXPECT_NEAR(findings.fitted_speedup(8), 1 / (serial + (1 - serial) / 8), 0.25);
  }
}

TEST(Findings, work_that_grows_is_judged_by_gustafson) {
  VirtualJob job;
  job.work = Work::grows;
  job.noise = 0;
  const Findings findings = analyse(job.measure({1, 2, 4}, 6));
  EXPECT_NEAR(findings.rows.back().speedup.value, 4, 1e-12);  // the serial part stays: 1 s each
  EXPECT_NEAR(findings.serial_fraction->value, 0, 1e-12);
  EXPECT_FALSE(findings.recommendation.startup_outweighs);
}

TEST(Findings, rows_say_where_the_time_went) {
  VirtualJob job;
  job.noise = 0;
  const Findings findings = analyse(job.measure({1, 2, 4}, 6));
  const Row& row = findings.rows[2];
  EXPECT_EQ(row.way.processes, 2);
  EXPECT_DOUBLE_EQ(row.seconds.value, 0.1 + 0.9 / 2);
  EXPECT_DOUBLE_EQ(row.speedup.value, 1 / 0.55);
  EXPECT_DOUBLE_EQ(row.efficiency.value, 1 / 1.1);
  EXPECT_DOUBLE_EQ(row.kernels, 0.45);
  EXPECT_NEAR(row.communication, 0.1, 1e-15);
  EXPECT_EQ(row.waiting, 0);
  EXPECT_EQ(row.imbalance, 1);
  EXPECT_FALSE(findings.is_short);
}

TEST(Findings, never_more_processes_than_processors_are_recommended) {
  VirtualJob job;
  job.processors = {2, 2, 2};
  job.serial = 0.01;
  const Findings findings = analyse(job.measure({1, 2, 4, 8}, 10));
  EXPECT_EQ(findings.rows[findings.recommendation.row].way.processes, 2);
  EXPECT_FALSE(findings.recommendation.startup_outweighs);
  EXPECT_FALSE(findings.rows[2].shares_processors());
  EXPECT_TRUE(findings.rows[3].shares_processors());
  // What shares processors is no sign of a serial part.
  EXPECT_NEAR(findings.serial_fraction->value, 0.01, 0.01);
  EXPECT_FALSE(findings.usl);
}

TEST(Findings, the_fewest_processes_that_are_near_the_fastest_are_recommended) {
  VirtualJob job;
  job.serial = 0.9;
  job.shared = 0.1;
  job.noise = 0;
  // 1, 0.95, 0.925, 0.9125 s: 2 processes are within 5 % of 8.
  const Findings findings = analyse(job.measure({1, 2, 4, 8}, 6));
  EXPECT_EQ(findings.rows[findings.recommendation.fastest].way.processes, 8);
  EXPECT_EQ(findings.rows[findings.recommendation.row].way.processes, 2);
  EXPECT_TRUE(findings.recommendation.startup_outweighs);  // 0.0875 s saved, 0.2 s to start
}

TEST(Findings, a_job_that_cannot_be_shared_stays_serial) {
  VirtualJob job;
  job.serial = 1;
  job.shared = 0;
  const Findings findings = analyse(job.measure({1, 2}, 6));
  EXPECT_EQ(findings.recommendation.row, 0U);
  EXPECT_FALSE(findings.recommendation.startup_outweighs);  // it is not to blame
  job.serial = 0.1;
  EXPECT_TRUE(analyse(job.measure({1, 2}, 6)).recommendation.startup_outweighs);
}

TEST(Findings, four_teams_have_a_universal_law) {
  VirtualJob job;
  job.noise = 0;
  EXPECT_FALSE(analyse(job.measure({1, 2, 4}, 6)).usl);
  const Findings findings = analyse(job.measure({1, 2, 4, 8}, 6));
  EXPECT_NEAR(findings.usl->law.contention, 0.1, 1e-12);
  EXPECT_NEAR(findings.usl->coherency.value, 0, 1e-12);
}

TEST(Findings, runs_too_short_to_mean_anything_are_said) {
  VirtualJob job;
  job.serial = 0;
  job.shared = 0.008;
  EXPECT_FALSE(analyse(job.measure({1}, 6)).is_short);
  EXPECT_TRUE(analyse(job.measure({1, 2}, 6)).is_short);
}

TEST(Findings, a_launch_of_one_has_nothing_to_compare) {
  VirtualJob job;
  const Findings findings = analyse(job.measure({}, 6));
  EXPECT_EQ(findings.rows.size(), 1U);
  EXPECT_FALSE(findings.serial_fraction);
  EXPECT_EQ(findings.recommendation.row, 0U);
}

}  // namespace
}  // namespace quadrille::scaling
