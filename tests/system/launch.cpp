#include "quadrille/system/launch.hpp"

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

#include "quadrille/system/claim.hpp"
#include "quadrille/system/slurm.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::system {
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

class Claim : public Environment {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    set("PMIX_SERVER_TMPDIR", folder_);
    set("PMIX_NAMESPACE", "slurm/17.0");
    set("PMIX_RANK", "3");
  }
  void TearDown() override {
    Environment::TearDown();
    std::filesystem::remove_all(folder_);
  }

  std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / ("claims." + std::to_string(getpid()));
};

TEST_F(Claim, of_a_rank_is_made_once) {
  EXPECT_EQ(claim_rank(), "");
  EXPECT_THAT(claim_rank(), HasSubstr("a rank is one MPI program only"));
  EXPECT_TRUE(is_first_to_say());
  EXPECT_FALSE(is_first_to_say());
  set("PMIX_RANK", "4");
  EXPECT_EQ(claim_rank(), "");
  set("PMIX_NAMESPACE", "slurm/17.1");
  EXPECT_EQ(claim_rank(), "");
}

TEST_F(Claim, of_a_launch_that_ended_badly_does_not_count) {
  std::ofstream(folder_ / "quadrille.slurm_17.0.rank.3") << "1 1";  // another process
  EXPECT_EQ(claim_rank(), "");
  EXPECT_NE(claim_rank(), "");
}

TEST_F(Claim, is_not_made_where_there_is_no_folder) {
  set("PMIX_SERVER_TMPDIR", folder_ / "none");
  EXPECT_EQ(claim_rank(), "");
  EXPECT_EQ(claim_rank(), "");
  clear("PMIX_SERVER_TMPDIR");
  EXPECT_EQ(claim_rank(), "");
}

class Slurm : public Environment {
 protected:
  void SetUp() override {
    for (const char* name : {"SLURM_NTASKS",
                             "SLURM_NPROCS",
                             "SLURM_TASKS_PER_NODE",
                             "SLURM_NTASKS_PER_NODE",
                             "SLURM_STEP_TASKS_PER_NODE",
                             "SLURM_STEP_NUM_TASKS",
                             "SLURM_STEP_ID",
                             "SLURM_PROCID",
                             "SLURM_JOB_NUM_NODES",
                             "SLURM_NNODES",
                             "OMPI_COMM_WORLD_SIZE",
                             "OMPI_COMM_WORLD_RANK",
                             "PMI_SIZE",
                             "PMI_RANK",
                             "MV2_COMM_WORLD_SIZE",
                             "MV2_COMM_WORLD_RANK",
                             "JSM_NAMESPACE_SIZE",
                             "JSM_NAMESPACE_RANK",
                             "PBS_NP",
                             "PBS_NODEFILE",
                             "LSB_DJOB_NUMPROC",
                             "NSLOTS"})
      clear(name);
  }

  static std::string refusal() {
    try {
      require_one_task();
    } catch (const text::InputError& error) {
      return error.what();
    }
    return "";
  }
};

TEST_F(Slurm, tasks_are_counted_whatever_variable_says_so) {
  struct Case {
    const char* variable;
    const char* value;
    const char* says;
  };
  for (const auto& [variable, value, says] :
       {Case{"SLURM_NTASKS", "4", "Slurm reserved 4 tasks (SLURM_NTASKS says so)"},
        Case{"SLURM_NPROCS", "4", "Slurm reserved 4 tasks (SLURM_NPROCS says so)"},
        Case{"SLURM_TASKS_PER_NODE", "4", "Slurm reserved 4 tasks (SLURM_TASKS_PER_NODE says so)"},
        Case{"SLURM_TASKS_PER_NODE", "4(x2),3", "Slurm reserved 11 tasks"},
        Case{"SLURM_TASKS_PER_NODE", "1(x2)", "Slurm reserved 2 tasks"},
        Case{"SLURM_TASKS_PER_NODE", "1,1", "Slurm reserved 2 tasks"},
        Case{"SLURM_TASKS_PER_NODE", "9(x99999999999999999999)", "reserved 18446744073709551615 tasks"},
        Case{"SLURM_STEP_TASKS_PER_NODE", "2(x2)", "Slurm reserved 4 tasks"},
        Case{"SLURM_NTASKS_PER_NODE", "4", "Slurm reserved 4 tasks (SLURM_NTASKS_PER_NODE says so)"},
        Case{"PBS_NP", "8", "PBS reserved 8 tasks"}, Case{"LSB_DJOB_NUMPROC", "8", "LSF reserved 8 tasks"},
        Case{"NSLOTS", "8", "Grid Engine reserved 8 tasks"},
        Case{"SLURM_TASKS_PER_NODE", "4(x", "SLURM_TASKS_PER_NODE is '4(x', which says no number of tasks"},
        Case{"SLURM_NTASKS", "four", "SLURM_NTASKS is 'four', which says no number of tasks"},
        Case{"SLURM_STEP_NUM_TASKS", "4", "srun started 4 separate copies"},
        Case{"PMI_SIZE", "4", "a launcher started 4 separate copies of rank 0 of 1 (PMI_SIZE says so)"},
        Case{"MV2_COMM_WORLD_SIZE", "4", "(MV2_COMM_WORLD_SIZE says so)"},
        Case{"JSM_NAMESPACE_SIZE", "4", "(JSM_NAMESPACE_SIZE says so)"}}) {
    set(variable, value);
    EXPECT_THAT(refusal(), HasSubstr(says)) << variable << '=' << value;
    EXPECT_THAT(refusal(), HasSubstr("`processes-expected = 1`)"));
    for (const char* one : {"1", "0", ""}) {
      set(variable, one);
      EXPECT_EQ(refusal(), "") << variable << '=' << one;
    }
    clear(variable);
  }
}

TEST_F(Slurm, tasks_of_a_host_are_those_of_all_hosts_times_hosts) {
  set("SLURM_NTASKS_PER_NODE", "2");
  set("SLURM_JOB_NUM_NODES", "3");
  EXPECT_THAT(refusal(), HasSubstr("reserved 6 tasks"));
  set("SLURM_NTASKS", "1");  // --ntasks-per-node is a limit then
  EXPECT_EQ(refusal(), "");
}

TEST_F(Slurm, tasks_of_pbs_are_the_lines_of_its_file) {
  const auto file = std::filesystem::path(::testing::TempDir()) / ("nodes." + std::to_string(getpid()));
  std::ofstream(file) << "n1\nn1\nn2\n";
  set("PBS_NODEFILE", file.string());
  EXPECT_THAT(refusal(), HasSubstr("PBS reserved 3 tasks (PBS_NODEFILE says so)"));
  std::ofstream(file) << "n1\n";
  EXPECT_EQ(refusal(), "");
  std::filesystem::remove(file);
  EXPECT_EQ(refusal(), "");
}

TEST_F(Slurm, one_process_that_was_asked_for_is_right_in_any_allocation) {
  set("SLURM_NTASKS", "4");
  set("SLURM_TASKS_PER_NODE", "4");
  for (const char* launcher : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    set(launcher, "1");  // mpirun -np 1, srun -n 1
    EXPECT_EQ(refusal(), "") << launcher;
    clear(launcher);
  }
  // mpirun -np 1 whose daemons are a Slurm step of two
  set("OMPI_COMM_WORLD_SIZE", "1");
  set("SLURM_STEP_NUM_TASKS", "2");
  set("SLURM_PROCID", "1");
  EXPECT_EQ(refusal(), "");
  EXPECT_FALSE(is_further_copy());
}

TEST_F(Slurm, an_interactive_shell_is_a_step_that_started_nothing) {
  set("SLURM_NTASKS", "4");
  set("SLURM_STEP_NUM_TASKS", "1");
  set("SLURM_STEP_ID", "4294967290");
  EXPECT_THAT(refusal(), HasSubstr("Slurm reserved 4 tasks"));
  set("SLURM_STEP_ID", "0");
  EXPECT_EQ(refusal(), "");
}

TEST_F(Slurm, counts_are_read_in_full) {
  const auto runs = counts_in("4(x2),3");
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 2U);
  EXPECT_EQ((*runs)[0].count, 4U);
  EXPECT_EQ((*runs)[0].times, 2U);
  EXPECT_EQ((*runs)[1].count, 3U);
  EXPECT_EQ((*runs)[1].times, 1U);
  for (const char* text :
       {"", ",", "4,", "4(x)", "4(x2", "4(2)", "(x2)", "4(x0)", "-4", "+4", " 4", "4 ", "4.0", "4x"})
    EXPECT_FALSE(counts_in(text)) << text;
}

TEST_F(Slurm, copies_of_a_team_of_one_are_refused_once) {
  set("SLURM_NTASKS", "4");
  set("SLURM_STEP_NUM_TASKS", "4");
  set("SLURM_PROCID", "0");
  team::SerialTeam first("program");
  EXPECT_THAT([&] { first.require({}); }, ThrowsMessage<text::InputError>(HasSubstr(
                                              "srun started 4 separate copies of rank 0 of 1; write "
                                              "`srun --mpi=pmix ...` or, in a batch script, "
                                              "`mpirun ...`")));
  EXPECT_TRUE(first.speaks());
  set("SLURM_PROCID", "3");
  team::SerialTeam last("program");
  EXPECT_THROW(last.require({}), text::InputError);
  EXPECT_FALSE(last.speaks());
}

TEST_F(Slurm, copies_may_be_allowed) {
  set("SLURM_STEP_NUM_TASKS", "4");
  set("SLURM_PROCID", "3");
  team::SerialTeam team("program");
  EXPECT_NO_THROW(team.require({.processes = 1}));
  EXPECT_TRUE(team.speaks());
}

TEST_F(Slurm, a_job_of_several_tasks_wants_a_launcher) {
  set("SLURM_NTASKS", "2");
  EXPECT_THAT([] { require_one_task(); },
              ThrowsMessage<text::InputError>(HasSubstr("reserved 2 tasks (SLURM_NTASKS says so)")));
  set("SLURM_NTASKS", "1");
  EXPECT_NO_THROW(require_one_task());
}

TEST_F(Slurm, a_job_of_several_hosts_that_does_not_say_how_many_tasks_wants_one_too) {
  set("SLURM_JOB_NUM_NODES", "2");
  EXPECT_THAT([] { require_one_task(); }, ThrowsMessage<text::InputError>(HasSubstr("reserved 2 hosts")));
  set("SLURM_STEP_NUM_TASKS", "1");
  EXPECT_NO_THROW(require_one_task());
}

}  // namespace
}  // namespace quadrille::system
