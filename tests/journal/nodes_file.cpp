#include "quadrille/journal/nodes_file.hpp"

#include <csignal>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "in_folder.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::journal {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const Opening opening{"fingerprint", 100};

std::string payload(std::uint64_t first, std::size_t bytes = 10) {
  return with_work({false, 1, {{0, first, first + 1}}}, std::string(bytes, 'n'));
}

class NodesFiles : public InFolder {};

TEST_F(NodesFiles, are_made_with_their_first_record) {
  NodesFile file(path("nodes"), opening);
  file.sync();
  EXPECT_FALSE(std::filesystem::exists(path("nodes")));
  file.append(payload(0));
  file.append(payload(1));
  const Contents contents = contents_of(path("nodes"));
  EXPECT_EQ(contents.opening, opening);
  EXPECT_EQ(contents.ending, Ending::clean);
  ASSERT_EQ(contents.entries.size(), 2U);
  EXPECT_EQ(contents.entries[1].work, (Work{false, 1, {{0, 1, 2}}}));
  EXPECT_EQ(nodes_at(path("nodes"), contents.entries[1].offset), std::string(10, 'n'));
}

TEST_F(NodesFiles, are_replaced_by_fewer_records_and_go_on) {
  NodesFile file(path("nodes"), opening);
  for (std::uint64_t i = 0; i < 5; ++i) file.append(payload(i));
  file.replace({payload(7)});
  file.append(payload(8));
  const Contents contents = contents_of(path("nodes"));
  ASSERT_EQ(contents.entries.size(), 2U);
  EXPECT_EQ(contents.entries[0].work.segments[0].first, 7U);
  EXPECT_EQ(contents.entries[1].work.segments[0].first, 8U);
  EXPECT_FALSE(std::filesystem::exists(path("nodes.new")));
}

/// The bound that docs/journal.md states: 16 MiB, twice what it was when last replaced, and one record.
TEST_F(NodesFiles, stay_below_their_bound) {
  constexpr std::size_t record = 3U << 20U;
  NodesFile file(path("nodes"), opening);
  std::uintmax_t longest = 0;
  int replaced = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    file.append(payload(i, record));
    longest = std::max(longest, std::filesystem::file_size(path("nodes")));
    if (!file.is_long()) continue;
    file.replace({payload(i, record)});
    ++replaced;
  }
  EXPECT_GT(replaced, 3);
  EXPECT_LE(longest, (16U << 20U) + 3 * (record + 1000));
}

/// Kills a child at every tenth of a millisecond of its replacing: what it leaves is old or new, never
/// neither.
TEST_F(NodesFiles, that_are_killed_while_they_are_replaced_are_whole) {
  constexpr std::size_t large = 4U << 20U;
  int old_ones = 0, new_ones = 0;
  for (int tenths = 0; tenths < 60; ++tenths) {
    const pid_t child = ::fork();
    if (child == 0) {
      NodesFile file(path("nodes"), opening);
      file.append(payload(1, large));
      write(path("ready"), "");
      file.replace({payload(2, large)});
      ::_exit(0);
    }
    while (!std::filesystem::exists(path("ready"))) ::usleep(20);
    ::usleep(static_cast<useconds_t>(100 * tenths));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const Contents contents = contents_of(path("nodes"));
    ASSERT_EQ(contents.entries.size(), 1U);
    ASSERT_EQ(contents.ending, Ending::clean);
    const auto first = contents.entries[0].work.segments[0].first;
    ASSERT_EQ(nodes_at(path("nodes"), contents.entries[0].offset).size(), large);
    (first == 1 ? old_ones : new_ones)++;
    std::filesystem::remove(path("ready"));
  }
  EXPECT_EQ(old_ones + new_ones, 60);
  EXPECT_GT(old_ones, 0);
}

TEST_F(NodesFiles, say_that_they_were_removed) {
  NodesFile file(path("nodes"), opening);
  file.append(payload(0));
  std::filesystem::remove_all(folder_);
  EXPECT_THAT([&] { file.append(payload(1)); },
              ThrowsMessage<text::RunError>(HasSubstr("No such file or directory; see who removed it")));
}

TEST_F(NodesFiles, say_that_the_disk_is_full) {
  NodesFile file(path("nodes"), opening);
  file.append(payload(0));
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{5000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  EXPECT_THAT([&] { file.append(payload(1, 10000)); },
              ThrowsMessage<text::RunError>(HasSubstr("then run the same command again to go on")));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(contents_of(path("nodes")).entries.size(), 1U);
}

}  // namespace
}  // namespace quadrille::journal
