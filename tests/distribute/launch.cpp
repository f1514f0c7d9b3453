#include "distribute/launch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "distribute/serial_team.hpp"
#include "distribute/slurm.hpp"
#include "text/error.hpp"

namespace quadrille::distribute {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(Launch, reads_parameters_as_open_mpi_writes_them) {
  const std::string text = "# pml = cm\nbtl = self\n  pml=ob1 \nmtl = ^ofi\npml_base_verbose = 1\n";
  EXPECT_EQ(parameter_in(text, "pml"), "ob1");
  EXPECT_EQ(parameter_in(text, "mtl"), "^ofi");
  EXPECT_EQ(parameter_in(text, "osc"), "");
}

TEST(Launch, knows_when_the_process_began) {
  const double seconds = seconds_since_process_start();
  EXPECT_GE(seconds, 0);
  EXPECT_LT(seconds, 3600);
  EXPECT_GE(seconds_since_process_start(), seconds);
}

TEST(Launch, began_with_this_process_where_no_launcher_is_its_parent) {
  // Under mpirun this test is a child of it, which began before.
  EXPECT_GE(seconds_since_launch(), seconds_since_process_start() - 0.01);
  EXPECT_EQ(launcher() == getpid(), !started_by_launcher());
}

/// Environment variables for the time of a test.
class Environment : public ::testing::Test {
 protected:
  void set(const std::string& name, const std::string& value) {
    const char* old = std::getenv(name.c_str());
    before_.emplace_back(name, old == nullptr ? std::nullopt : std::optional<std::string>(old));
    setenv(name.c_str(), value.c_str(), 1);
  }
  void clear(const std::string& name) {
    set(name, "");
    unsetenv(name.c_str());
  }
  void TearDown() override {
    for (; !before_.empty(); before_.pop_back()) {
      const auto& [name, value] = before_.back();
      value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
    }
  }

 private:
  std::vector<std::pair<std::string, std::optional<std::string>>> before_;
};

class StartUp : public Environment {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(home_ / ".openmpi");
    set("HOME", home_);
    set("OMPI_COMM_WORLD_SIZE", "2");
    set("OMPI_COMM_WORLD_LOCAL_SIZE", "2");
    for (const char* name : {"OMPI_MCA_pml", "OMPI_MCA_mtl", "OMPI_MCA_mpi_yield_when_idle"}) clear(name);
  }
  void TearDown() override {
    Environment::TearDown();
    std::filesystem::remove_all(home_);
  }
  void write_parameters(const std::string& text) {
    std::ofstream(home_ / ".openmpi" / "mca-params.conf") << text;
  }
  static std::string value(const char* name) {
    const char* found = std::getenv(name);
    return found == nullptr ? "" : found;
  }

 private:
  std::filesystem::path home_ =
      std::filesystem::path(::testing::TempDir()) / ("home." + std::to_string(getpid()));
};

TEST_F(StartUp, is_spared_on_one_host_without_a_fabric) {
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_pml"), has_fabric() ? "" : "ob1");
}

TEST_F(StartUp, is_left_alone_on_several_hosts) {
  set("OMPI_COMM_WORLD_LOCAL_SIZE", "1");
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_pml"), "");
}

TEST_F(StartUp, is_left_as_the_user_chose) {
  set("OMPI_MCA_pml", "cm");
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_pml"), "cm");
  clear("OMPI_MCA_pml");
  write_parameters("mtl = psm2\n");
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_pml"), "");
  write_parameters("pml = ^ob1\n");
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_pml"), "");
}

TEST_F(StartUp, makes_ranks_yield_where_there_are_more_than_processors) {
  spare_start_up();
  set("OMPI_COMM_WORLD_LOCAL_SIZE", "100000");
  spare_start_up();
  EXPECT_EQ(value("OMPI_MCA_mpi_yield_when_idle"), "1");
  EXPECT_THAT(spared_variables(), ::testing::Contains("OMPI_MCA_mpi_yield_when_idle"));
}

TEST(Leaving, lets_small_messages_go_at_once) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  ASSERT_GE(connection, 0);
  const auto at_once = [&] {
    int value = 0;
    socklen_t size = sizeof value;
    getsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &value, &size);
    return value != 0;
  };
  EXPECT_FALSE(at_once());
  spare_leaving();
  EXPECT_TRUE(at_once());
  close(connection);
}

class Slurm : public Environment {
 protected:
  void SetUp() override {
    for (const char* name : {"SLURM_NTASKS", "SLURM_STEP_NUM_TASKS", "SLURM_PROCID", "SLURM_JOB_NUM_NODES"})
      clear(name);
  }
};

TEST_F(Slurm, copies_of_a_team_of_one_are_refused_once) {
  set("SLURM_NTASKS", "4");
  set("SLURM_STEP_NUM_TASKS", "4");
  set("SLURM_PROCID", "0");
  SerialTeam first("program");
  EXPECT_THAT([&] { first.require({}); }, ThrowsMessage<text::InputError>(HasSubstr(
                                              "srun started 4 separate copies of rank 0 of 1; write "
                                              "`srun --mpi=pmix ...` or, in a batch script, "
                                              "`mpirun ...`")));
  EXPECT_TRUE(first.speaks());
  set("SLURM_PROCID", "3");
  SerialTeam last("program");
  EXPECT_THROW(last.require({}), text::InputError);
  EXPECT_FALSE(last.speaks());
}

TEST_F(Slurm, copies_may_be_allowed) {
  set("SLURM_STEP_NUM_TASKS", "4");
  set("SLURM_PROCID", "3");
  SerialTeam team("program");
  EXPECT_NO_THROW(team.require({.processes = 1}));
  EXPECT_TRUE(team.speaks());
}

TEST_F(Slurm, a_job_of_several_tasks_wants_a_launcher) {
  set("SLURM_NTASKS", "2");
  EXPECT_THAT([] { require_one_task(); }, ThrowsMessage<text::InputError>(HasSubstr("reserved 2 tasks")));
  set("SLURM_NTASKS", "1");
  EXPECT_NO_THROW(require_one_task());
}

TEST_F(Slurm, a_job_of_several_hosts_that_does_not_say_how_many_tasks_wants_one_too) {
  set("SLURM_JOB_NUM_NODES", "2");
  EXPECT_THAT([] { require_one_task(); }, ThrowsMessage<text::InputError>(HasSubstr("reserved 2 hosts")));
  set("SLURM_STEP_NUM_TASKS", "1");
  EXPECT_NO_THROW(require_one_task());
}

TEST(SerialTeam, is_rank_0_of_1) {
  SerialTeam team("program");
  EXPECT_EQ(team.rank(), 0);
  EXPECT_EQ(team.size(), 1);
  EXPECT_EQ(team.hosts(), std::vector<std::string>{team.host()});
  EXPECT_EQ(team.sum_before(5), 0U);
  EXPECT_EQ(team.all_gather(5), std::vector<std::uint64_t>{5});
  EXPECT_EQ(team.broadcast("text"), "text");
  EXPECT_NO_THROW(team.require_same("kernel", "digest"));
  EXPECT_THAT(
      [&] { team.require({.processes = 8}); },
      ThrowsMessage<text::InputError>(HasSubstr("runs as 1 process, but --processes-expected says 8")));
  EXPECT_THROW(team.fail("broken"), text::RunError);
}

}  // namespace
}  // namespace quadrille::distribute
