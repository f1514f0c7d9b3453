#include "distribute/processors.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace quadrille::distribute {
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
  EXPECT_EQ(quota_of(groups, root_), 6U);
  write("system.slice/job/cpu.max", "250000 100000\n");
  EXPECT_EQ(quota_of(groups, root_), 2U);  // whole processors
  write("system.slice/job/step/cpu.max", "50000 100000\n");
  EXPECT_EQ(quota_of(groups, root_), 1U);  // at least one
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
  EXPECT_EQ(quota_of(groups, root_), 4U);
  write("cpu/job/cpu.cfs_quota_us", "150000\n");
  EXPECT_EQ(quota_of(groups, root_), 1U);
}

// Within a container the path of the group may be one that is not mounted there; its root is.
TEST_F(Groups, that_are_not_mounted_fall_back_to_their_root) {
  write("cpu.max", "300000 100000\n");
  EXPECT_EQ(quota_of("0::/docker/0123\n", root_), 3U);
  EXPECT_EQ(quota_of("0::/\n", root_), 3U);
  EXPECT_FALSE(quota_of("", root_));
  EXPECT_FALSE(quota_of("nonsense\n1:x\n", root_));
}

TEST(Processors, that_slurm_grants) {
  EXPECT_EQ(grant_in("4"), 4U);
  for (const char* text : {"", "0", "-1", "4(x2)", "four"}) EXPECT_FALSE(grant_in(text)) << text;
  EXPECT_FALSE(grant_in(nullptr));
}

TEST(Processors, are_no_more_than_a_limit) {
  const Processors all{.usable = 8, .cores = 4, .present = 16};
  EXPECT_EQ(limited(all, std::nullopt), all);
  EXPECT_EQ(limited(all, 100), all);
  EXPECT_EQ(limited(all, 6), (Processors{.usable = 6, .cores = 4, .present = 16}));
  EXPECT_EQ(limited(all, 2), (Processors{.usable = 2, .cores = 2, .present = 16}));
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

TEST(Processors, are_here) {
  const Processors here = processors_here();
  EXPECT_GE(here.cores, 1U);
  EXPECT_LE(here.cores, here.usable);
  EXPECT_LE(here.usable, here.present);
}

}  // namespace
}  // namespace quadrille::distribute
