#include "quadrille/report/scaling.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/scaling/bootstrap.hpp"
#include "quadrille/scaling/findings.hpp"
#include "scaling/virtual_job.hpp"
#include "text/texts.hpp"

namespace quadrille::report {
namespace {

using scaling::analyse;
using scaling::VirtualJob;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using text::texts;

/// One second of work, a tenth of which cannot be shared, and no noise.
VirtualJob quiet_job() {
  VirtualJob job;
  job.noise = 0;
  return job;
}

TEST(Words, as_many_processes_as_processors_are_recommended_and_why) {
  VirtualJob job = quiet_job();
  job.processors = {2, 2, 2};
  const auto said = sentences(analyse(job.measure({1, 2, 4, 8}, 6)));
  EXPECT_EQ(said[0],
            "Recommended: 2 processes (0.55 s, 1.82 times serial): the fastest that have a processor each, "
            "of the 2 that this job may use.");
  EXPECT_THAT(said,
              Contains("8 processes share 2 processors: 0.55 s, 1 times as long as 2 processes for the same "
                       "work."));
  EXPECT_THAT(said, Contains("This job may use 2 processors, each a core."));
}

TEST(Words, teams_that_all_share_processors_recommend_nothing) {
  VirtualJob job = quiet_job();
  job.processors = {2, 2, 2};
  const auto said = sentences(analyse(job.measure({4}, 6)));
  EXPECT_EQ(
      said[0],
      "Recommended: 1 process, of what was timed: no team had a processor for each of its processes, of "
      "the 2 that this job may use.");
  EXPECT_THAT(said, Contains("4 processes share 2 processors: 0.55 s, 1.82 times as fast as 1 process for "
                             "the same work."));
}

TEST(Words, of_others_on_the_processors) {
  scaling::Measured measured = quiet_job().measure({1, 2}, 6);
  EXPECT_THAT(texts(notes(analyse(measured))), Not(Contains(HasSubstr("meanwhile"))));
  EXPECT_FALSE(to_json(analyse(measured)).contains("others"));
  measured.others = {.busy = 1.5, .in_the_way = 0.09};
  EXPECT_THAT(texts(notes(analyse(measured))), Not(Contains(HasSubstr("meanwhile"))));
  measured.others->in_the_way = 1.25;
  EXPECT_THAT(
      texts(notes(analyse(measured))),
      Contains("others (programs, or guests of the same hypervisor) kept 1.5 processors busy meanwhile, "
               "1.2 of these meant for this job: the times are of what was left; repeat it on a quiet "
               "machine"));
  EXPECT_EQ(to_json(analyse(measured))["others"], (Json{{"busy", 1.5}, {"in_the_way", 1.25}}));
}

// On a busy machine two processes may share the one processor that others left: that is no fact about the
// work.
TEST(Words, of_a_busy_machine_say_so_in_the_sentence_that_follows_from_it) {
  VirtualJob job = quiet_job();
  job.serial = 1;
  job.shared = 0;
  job.work = scaling::Work::same;
  scaling::Measured measured = job.measure({1, 2}, 6);
  EXPECT_EQ(sentences(analyse(measured))[0],
            "Recommended: 1 process, without mpirun: no further process makes this work 5 % faster.");
  EXPECT_THAT(sentences(analyse(measured)),
              Contains("Amdahl: all of it is serial: further processes bring nothing."));
  measured.others = {.busy = 1.5, .in_the_way = 1.25};
  const std::string busy =
      ", while others kept 1.2 of the processors meant for this job busy; a quiet machine may tell "
      "otherwise.";
  EXPECT_EQ(sentences(analyse(measured))[0],
            "Recommended: 1 process, without mpirun: no further process makes this work 5 % faster" + busy);
  EXPECT_THAT(sentences(analyse(measured)), Contains("Amdahl: further processes brought nothing" + busy));

  measured = quiet_job().measure({1, 2, 4, 8}, 6);
  measured.others = {.busy = 1.5, .in_the_way = 1.25};
  const auto said = sentences(analyse(measured));
  EXPECT_THAT(said[0],
              testing::AllOf(testing::StartsWith("Recommended: 8 processes"), testing::EndsWith(busy)));
  const auto law = std::ranges::find_if(said, [](const auto& text) { return text.starts_with("Amdahl"); });
  ASSERT_NE(law, said.end());
  EXPECT_THAT(*law, testing::EndsWith(busy));
}

TEST(Words, start_up_may_outweigh_the_work) {
  VirtualJob job = quiet_job();
  job.serial = 0.001;
  job.shared = 0.05;
  const auto said = sentences(analyse(job.measure({1, 2}, 6)));
  EXPECT_EQ(said[1],
            "Start-up outweighs this work: it takes 0.2 s, and 2 processes save 0.025 s. For no more work "
            "than this, 1 process without mpirun is done sooner.");
  EXPECT_THAT(sentences(analyse(quiet_job().measure({1, 2}, 6))), Not(Contains(HasSubstr("outweighs"))));
  // Where no further process was timed, nothing is said of what further ones would save.
  EXPECT_THAT(sentences(analyse(job.measure({1}, 6))), Not(Contains(HasSubstr("outweighs"))));
}

TEST(Words, threads_of_a_core_are_no_cores) {
  VirtualJob job = quiet_job();
  job.processors = {4, 2, 64};
  const auto findings = analyse(job.measure({1, 2}, 6));
  EXPECT_THAT(sentences(findings),
              Contains("This job may use 4 processors of 64, threads of 2 cores: two on a core "
                       "are not twice as fast as one."));
  const Json json = to_json(findings);
  EXPECT_EQ(json["processors"], 4);
  EXPECT_EQ(json["cores"], 2);
  EXPECT_EQ(json["processors_present"], 64);
}

TEST(Words, of_part_of_a_processor) {
  VirtualJob job = quiet_job();
  job.processors = {1, 1, 8, 0.5};
  EXPECT_THAT(sentences(analyse(job.measure({1, 2}, 6))),
              Contains("This job may use 1 processor of 8, each a core; quotas leave it the time of 0.5."));
}

TEST(Words, amdahls_serial_part_bounds_the_speedup) {
  EXPECT_THAT(
      sentences(analyse(quiet_job().measure({1, 2, 4}, 6))),
      Contains("Amdahl: a serial part of 10 % (10 to 10 %): no number of processes is more than 10 (10 to "
               "10) times as fast as one."));
  VirtualJob job = quiet_job();
  job.serial = 0.99;
  job.shared = 0.01;
  EXPECT_THAT(
      sentences(analyse(job.measure({1, 2}, 6))),
      Contains("Amdahl: a serial part of 99 % (99 to 99 %): further processes bring next to nothing."));
}

TEST(Words, no_interval_of_a_serial_part_exceeds_all_of_it) {
  VirtualJob job = quiet_job();
  job.work = scaling::Work::grows;
  job.serial = 0.9;
  job.shared = 0.1;
  scaling::Findings findings = analyse(job.measure({1, 2}, 6));
  findings.serial_fraction = {0.97, scaling::Interval{0.9, 1.04}};
  EXPECT_THAT(sentences(findings), Contains("Gustafson: a serial part of 97 % (90 to 100 %) of the time."));
}

TEST(Words, a_host_with_too_many_ranks_is_said) {
  VirtualJob job = quiet_job();
  auto measured = job.measure({1, 2, 4}, 6);
  measured.places.back() = {2, 1.5};
  EXPECT_THAT(sentences(analyse(measured)),
              Contains(HasSubstr("4 processes share processors, up to 1.5 to one of a host: 0.33 s")));
}

TEST(Csv, has_every_interval) {
  const std::string text = csv(analyse(quiet_job().measure({1, 2}, 6)));
  EXPECT_THAT(text, HasSubstr("processes,hosts,ranks_per_processor,seconds,seconds_low,seconds_high,"));
  EXPECT_THAT(text, HasSubstr("\nserial,1,0.125,1,1,1,1,1,1,1,1,1,,,,1,0.9,"));
  EXPECT_THAT(text, HasSubstr("\n2,1,0.25,0.55,0.55,0.55,"));
}

TEST(Plots, measured_points_are_drawn_over_all_lines) {
  for (const Plot& plot : plots(analyse(quiet_job().measure({1, 2, 4}, 6)))) {
    EXPECT_EQ(plot.curves.back().title, "measured");
    EXPECT_EQ(plot.curves.back().points.size(), 3u);
  }
}

}  // namespace
}  // namespace quadrille::report
