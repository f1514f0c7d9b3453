#include "quadrille/system/command.hpp"

#include <csignal>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace quadrille::system {
namespace {

Ended shell(const std::string& script, double longest = 30, const std::string& input = "") {
  return run_command({{"sh", "-c", script}, {"PATH=/usr/bin:/bin"}, input}, longest, Output::dropped);
}

TEST(Command, says_how_it_ended) {
  EXPECT_EQ(shell("exit 0").status, 0);
  EXPECT_EQ(shell("exit 7").status, 7);
  EXPECT_EQ(shell("kill -9 $$").status, 128 + SIGKILL);
  EXPECT_EQ(run_command({{"no-such-program-here"}, {}}, 1, Output::dropped).status, 127);
  EXPECT_TRUE(shell("exit 3").in_time);
  EXPECT_GE(shell("sleep 0.2").seconds, 0.2);
}

TEST(Command, reads_its_input) {
  EXPECT_EQ(shell("read a; read b; [ \"$a$b\" = onetwo ]", 30, "one\ntwo\n").status, 0);
  // More than a pipe holds, to a program that reads nothing.
  EXPECT_EQ(shell("exit 5", 30, std::string(1 << 20, 'x')).status, 5);
}

TEST(Command, keeps_the_end_of_its_errors) {
  EXPECT_EQ(shell("echo result; echo what is wrong >&2").errors, "what is wrong\n");
  EXPECT_EQ(shell("exit 0").errors, "");
  const std::string end = shell("yes wrong | head -n 100000 >&2; echo the last line >&2").errors;
  EXPECT_EQ(end.size(), 2000U);
  EXPECT_TRUE(end.ends_with("wrong\nthe last line\n"));
}

TEST(Command, has_the_environment_that_it_is_given) {
  setenv("QUADRILLE_TEST_OF_COMMAND", "1", 1);
  EXPECT_EQ(shell("[ -z \"$QUADRILLE_TEST_OF_COMMAND\" ]").status, 0);
}

TEST(Command, is_ended_with_all_that_it_started) {
  const std::string file = ::testing::TempDir() + "command." + std::to_string(getpid());
  const Ended ended = shell("sleep 1000 & echo $! > " + file + "; wait", 0.5);
  EXPECT_FALSE(ended.in_time);
  EXPECT_EQ(ended.status, 128 + SIGTERM);
  long grandchild = 0;
  std::ifstream(file) >> grandchild;
  ASSERT_GT(grandchild, 1);
  char state = 'Z';  // gone is as good as not yet collected
  for (int look = 0; look < 100; ++look, usleep(10000)) {
    std::ifstream stat("/proc/" + std::to_string(grandchild) + "/stat");
    std::string number, name;
    if (!(stat >> number >> name >> state) || state == 'Z') break;
  }
  EXPECT_TRUE(state == 'Z' || access(("/proc/" + std::to_string(grandchild)).c_str(), F_OK) != 0);
  unlink(file.c_str());
}

TEST(Command, that_does_not_heed_is_killed) {
  const Ended ended = shell("trap '' TERM; while :; do sleep 0.05; done", 0.2);
  EXPECT_FALSE(ended.in_time);
  EXPECT_EQ(ended.status, 128 + SIGKILL);
}

TEST(Command, programs_are_found_on_the_path) {
  EXPECT_NE(path_of("sh"), "");
  EXPECT_EQ(path_of("/bin/sh"), "/bin/sh");
  EXPECT_EQ(path_of("no-such-program-here"), "");
  EXPECT_EQ(path_of("/bin/no-such-program-here"), "");
}

TEST(Command, a_launch_inherits_nothing_of_the_launcher_around_it) {
  const std::vector<std::string> environment = {"HOME=/root",
                                                "OMPI_COMM_WORLD_RANK=0",
                                                "OMPI_MCA_pml=ob1",
                                                "OMPI_MCA_orte_ess_num_procs=2",
                                                "PMIX_RANK=0",
                                                "SLURM_NTASKS=4",
                                                "OMPI_ALLOW_RUN_AS_ROOT=1",
                                                "OMPI_MCA_ess=^singleton",
                                                "OMPI_UNIVERSE_SIZE=2",
                                                "PRTE_LAUNCHED=1",
                                                "PMI_RANK=0",
                                                "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"};
  const std::vector<std::string> kept = {"HOME=/root", "OMPI_MCA_pml=ob1", "OMPI_ALLOW_RUN_AS_ROOT=1",
                                         "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"};
  EXPECT_EQ(without_launcher(environment), kept);
}

}  // namespace
}  // namespace quadrille::system
