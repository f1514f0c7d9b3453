#include "quadrille/system/processors.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quadrille/system/host.hpp"

namespace quadrille::system {
namespace {

/// Control groups as files, in a folder of their own.
class Groups : public testing::Test {
 protected:
  Groups() { std::filesystem::create_directories(root_); }
  ~Groups() override { std::filesystem::remove_all(root_); }

  void write(const std::string& file, const std::string& text) {
    std::filesystem::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }

  std::filesystem::path root_ =
      std::filesystem::temp_directory_path() / ("quadrille-groups-" + std::to_string(::getpid()));
};

TEST_F(Groups, of_version_2_have_the_smallest_quota_of_those_around) {
  const std::string groups = "0::/system.slice/job/step\n";
  EXPECT_FALSE(quota_of(groups, root_));
  write("system.slice/job/step/cpu.max", "max 100000\n");
  EXPECT_FALSE(quota_of(groups, root_));
  write("system.slice/cpu.max", "600000 100000\n");
  EXPECT_EQ(quota_of(groups, root_), 6);
  write("system.slice/job/cpu.max", "250000 100000\n");
  EXPECT_EQ(quota_of(groups, root_), 2.5);
  write("system.slice/job/step/cpu.max", "50000 100000\n");
  EXPECT_EQ(quota_of(groups, root_), 0.5);
}

TEST_F(Groups, of_version_2_may_have_no_period_or_nothing_at_all) {
  const std::string groups = "0::/job\n";
  for (const char* none : {"", "\n", "max", "max 100000", "0 100000", "-1 100000", "300000 0", "3e5 100000",
                           "300000 soon", "99999999999999999999999 100000"}) {
    write("job/cpu.max", none);
    EXPECT_FALSE(quota_of(groups, root_)) << none;
  }
  write("job/cpu.max", "300000\n");
  EXPECT_EQ(quota_of(groups, root_), 3);
}

TEST_F(Groups, of_version_1_have_quota_and_period_in_files) {
  const std::string groups = "5:memory:/job\n4:cpu,cpuacct:/job\n1:cpuset:/\n";
  write("memory/job/cpu.cfs_quota_us", "100000\n");
  write("memory/job/cpu.cfs_period_us", "100000\n");
  EXPECT_FALSE(quota_of(groups, root_));
  write("cpu/job/cpu.cfs_quota_us", "-1\n");
  write("cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_FALSE(quota_of(groups, root_));
  write("cpu/cpu.cfs_quota_us", "200000\n");
  write("cpu/cpu.cfs_period_us", "50000\n");
  EXPECT_EQ(quota_of(groups, root_), 4);
  write("cpu/job/cpu.cfs_quota_us", "150000\n");
  EXPECT_EQ(quota_of(groups, root_), 1.5);
}

// Within a container the path of the group may be one that is not mounted there; its root is.
TEST_F(Groups, that_are_not_mounted_fall_back_to_their_root) {
  write("cpu.max", "300000 100000\n");
  EXPECT_EQ(quota_of("0::/docker/0123\n", root_), 3);
  EXPECT_EQ(quota_of("0::/\n", root_), 3);
  EXPECT_FALSE(quota_of("", root_));
  EXPECT_FALSE(quota_of("nonsense\n1:x\n", root_));
}

TEST(Processors, that_slurm_grants) {
  EXPECT_EQ(grant_in("4"), 4U);
  EXPECT_EQ(grant_in("2(x3)"), 2U);
  EXPECT_EQ(grant_in("2(x3)", 7), 2U);  // the same on all nodes, whatever they are numbered
  EXPECT_EQ(grant_in("2(x3),5", 2), 2U);
  EXPECT_EQ(grant_in("2(x3),5", 3), 5U);
  EXPECT_FALSE(grant_in("2(x3),5", 4));
  for (const char* text : {"", "0", "-1", "4(x", "four", "4.5", "1e3", "0(x2)"})
    EXPECT_FALSE(grant_in(text)) << text;
  EXPECT_FALSE(grant_in(nullptr));
}

TEST(Processors, are_no_more_than_a_limit) {
  const Processors all{.usable = 8, .cores = 4, .present = 16};
  EXPECT_EQ(limited(all, std::nullopt), all);
  EXPECT_EQ(limited(all, 100), all);
  EXPECT_EQ(limited(all, 6), (Processors{.usable = 6, .cores = 4, .present = 16}));
  EXPECT_EQ(limited(all, 2), (Processors{.usable = 2, .cores = 2, .present = 16}));
}

TEST(Processors, of_a_quota_are_its_whole_ones_but_one_at_least) {
  const Processors all{.usable = 4, .cores = 4, .present = 8};
  EXPECT_EQ(within(all, std::nullopt), all);
  EXPECT_EQ(within(all, 4), all);
  EXPECT_EQ(within(all, 4.5), all);
  EXPECT_EQ(within(all, 3), (Processors{.usable = 3, .cores = 3, .present = 8}));
  EXPECT_EQ(within(all, 2.5), (Processors{.usable = 2, .cores = 2, .present = 8, .time = 2.5}));
  EXPECT_EQ(within(all, 0.5), (Processors{.usable = 1, .cores = 1, .present = 8, .time = 0.5}));
  const std::vector<Host> ranks = {{"a", within(all, 0.5)}, {"b", all}, {"a", within(all, 0.5)}};
  EXPECT_EQ(sum_of(ranks), (Processors{.usable = 5, .cores = 5, .present = 16, .time = 4.5}));
}

TEST(Processors, of_hosts_are_counted_once_for_each_host) {
  const Host small{"small", {.usable = 2, .cores = 1, .present = 4}},
      large{"large", {.usable = 16, .cores = 16, .present = 16}};
  const std::vector<Host> ranks = {large, small, large, small, small};
  EXPECT_EQ(distinct(ranks), 2U);
  EXPECT_EQ(sum_of(ranks), (Processors{.usable = 18, .cores = 17, .present = 20}));
  // Three ranks share the two processors of one host, though there are more processors than ranks in all.
  EXPECT_EQ(ranks_per_processor(ranks), 1.5);
  EXPECT_EQ(ranks_per_processor(std::span(ranks).first(3)), 0.5);
}

TEST(Processors, of_hosts_of_one_name_are_those_of_all) {
  const Host one{"node\n01", {.usable = 2, .cores = 2, .present = 2}},
      other{"node\n02", {.usable = 4, .cores = 4, .present = 4}};
  const std::vector<Host> ranks = {one, other, one};
  EXPECT_EQ(distinct(ranks), 2U);
  EXPECT_EQ(sum_of(ranks).usable, 6U);
  EXPECT_EQ(ranks_per_processor(ranks), 1);
}

TEST(Identity, is_of_the_host_and_not_of_its_name_alone) {
  const std::string here = host_identity("node");
  EXPECT_EQ(name_in(here), "node");
  EXPECT_GT(here.size(), std::string("node\n").size());
  EXPECT_EQ(host_identity("node"), here);
  EXPECT_NE(host_identity("other"), here);
}

// A process with a network of its own is on another host, as far as messages are concerned.
TEST(Identity, tells_networks_apart) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0 && unshare(CLONE_NEWNET) != 0) _exit(77);
    const std::string there = host_identity("node");
    _exit(write(ends[1], there.data(), there.size()) == static_cast<ssize_t>(there.size()) ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[1]);
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "this system lets nobody have a network of his own";
  std::string there(200, '\0');
  there.resize(static_cast<std::size_t>(std::max<ssize_t>(read(ends[0], there.data(), there.size()), 0)));
  close(ends[0]);
  EXPECT_EQ(name_in(there), "node");
  EXPECT_NE(there, host_identity("node"));
}

TEST(Processors, are_here) {
  const Processors here = processors_here();
  EXPECT_GE(here.cores, 1U);
  EXPECT_LE(here.cores, here.usable);
  EXPECT_LE(here.usable, here.present);
}

}  // namespace
}  // namespace quadrille::system
