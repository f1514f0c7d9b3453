#include "quadrille/report/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quadrille::report {
namespace {

using testing::HasSubstr;

Run compared(std::uint64_t processes, double serial, double parallel, std::uint64_t processors) {
  Run run;
  run.processes = processes;
  run.seconds.startup = 0.05;
  run.comparison = Comparison{serial, parallel, processors, 0.15};
  return run;
}

TEST(Run, TheVerdictOnFurtherProcesses) {
  EXPECT_THAT(comparison_text(compared(2, 10, 5.1, 2)), HasSubstr("The second process paid: 4.9 s saved."));
  EXPECT_THAT(comparison_text(compared(4, 10, 2.6, 4)), HasSubstr("The further processes paid"));
  EXPECT_THAT(comparison_text(compared(2, 0.2, 0.1, 2)), HasSubstr("start-up takes 0.15 s"));
  EXPECT_THAT(comparison_text(compared(2, 0.01, 0.02, 2)), HasSubstr("did not pay: one alone is as fast"));
  EXPECT_THAT(comparison_text(compared(4, 10, 5, 2)), HasSubstr("4 processes share 2 processors"));
  EXPECT_THAT(comparison_text(compared(1, 10, 10, 2)), HasSubstr("mpirun -np 2"));
  EXPECT_THAT(comparison_text(compared(2, 10, 5, 2)), HasSubstr("may use 2 processors."));
}

TEST(Run, SaysHowItCameAbout) {
  report::Run run = compared(2, 10, 5, 2);
  run.hosts = {"a", "b"};
  run.versions = {{"quadrille", "1"}};
  const Json json = to_json(run);
  EXPECT_EQ(json["processes"], 2);
  EXPECT_EQ(json["hosts"][1], "b");
  EXPECT_EQ(json["seconds"]["startup"], 0.05);
  EXPECT_EQ(json["comparison"]["launch"], 0.15);
  EXPECT_EQ(json["comparison"]["speedup"], 2);
  EXPECT_EQ(json["versions"]["quadrille"], "1");
}

}  // namespace
}  // namespace quadrille::report
