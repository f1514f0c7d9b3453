// Runs with a journal, on any number of ranks; the words show every merge.
#include "quadrille/distribute/journal.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/harness.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/journal/nodes_file.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/nodes.hpp"
#include "quadrille/work/plan.hpp"
#include "text/refused.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using harness::team;
using ::testing::HasSubstr;
using work::testing::Count;
using work::testing::expected;
using work::testing::uneven_layout;
using work::testing::Word;
using work::testing::Words;

struct Counting : Words {
  std::uint64_t calls = 0;
  Word operator()(const work::Block& at, Count& tally) {
    ++calls;
    return Words::operator()(at, tally);
  }
};

journal::Manifest manifest(std::uint64_t extent, const std::string& seed = "1") {
  journal::Manifest manifest;
  manifest.fields = {{"program", "words"}, {"seed", seed}};
  manifest.extent = {"repeats", extent};
  manifest.cost = 1;
  manifest.command = "words";
  return manifest;
}

class JournaledRun : public ::testing::Test {
 protected:
  JournaledRun() {
    folder_ = team().broadcast(::testing::TempDir() + "quadrille_run_" + std::to_string(::getpid()));
    if (team().rank() == 0) std::filesystem::remove_all(folder_);
    team().barrier();
  }
  ~JournaledRun() override {
    team().barrier();
    if (team().rank() == 0) std::filesystem::remove_all(folder_);
  }

  /// Runs with the journal and compares with the definition; gives the calls of all ranks' kernels.
  std::uint64_t calls_of(const work::Layout& layout, std::uint64_t extent,
                         Schedule schedule = Schedule::static_shares) {
    Journal journal(team(), folder_);
    journal.claim(team(), manifest(extent));
    Counting kernel;
    RunOptions options;
    options.schedule = schedule;
    options.smallest_ticket = 10;
    const auto done = run(team(), journal, layout, kernel, options);
    if (team().rank() == 0)
      for (std::uint64_t group = 0; group < layout.groups(); ++group) {
        EXPECT_EQ(done.outcome[group].summary.text, expected(layout, group));
        EXPECT_EQ(done.outcome[group].tally.blocks, layout.replicates() * layout.group(group).blocks);
      }
    std::uint64_t calls = 0;
    for (const std::uint64_t own : team().all_gather(kernel.calls)) calls += own;
    return calls;
  }

  std::vector<std::string> files() const {
    team().barrier();
    const auto found = journal::nodes_files(folder_);
    team().barrier();
    return found;
  }

  std::string folder_;
};

TEST_F(JournaledRun, gives_the_tree_of_the_definition_and_does_nothing_twice) {
  const work::Layout layout = uneven_layout(4);
  const std::uint64_t blocks = 4 * (12 * 13 / 2 + 100);
  EXPECT_EQ(calls_of(layout, 4), blocks);
  EXPECT_EQ(calls_of(layout, 4, Schedule::dynamic_tickets), 0U);
  EXPECT_LE(files().size(), static_cast<std::size_t>(team().size()));
}

TEST_F(JournaledRun, is_extended_by_replicates) {
  const std::uint64_t each = 12 * 13 / 2 + 100;
  EXPECT_EQ(calls_of(uneven_layout(2), 2, Schedule::dynamic_tickets), 2 * each);
  EXPECT_EQ(calls_of(uneven_layout(5), 5), 3 * each);
}

TEST_F(JournaledRun, is_extended_by_blocks_and_does_the_last_again) {
  const auto layout = [](std::uint64_t blocks) {
    return work::Layout(1, {{blocks, 1, 1, 0}}, work::Growth::blocks);
  };
  EXPECT_EQ(calls_of(layout(0), 0), 0U);
  EXPECT_EQ(calls_of(layout(37), 37), 37U);
  EXPECT_EQ(calls_of(layout(37), 37), 0U);
  EXPECT_EQ(calls_of(layout(37), 38), 1U);  // as large, and another last block
  EXPECT_EQ(calls_of(layout(100), 100), 64U);
}

TEST_F(JournaledRun, goes_on_without_some_of_its_files) {
  const work::Layout layout = uneven_layout(3);
  calls_of(layout, 3);
  const auto found = files();
  if (team().rank() == 0) std::filesystem::remove(found.back());
  team().barrier();
  EXPECT_GT(calls_of(layout, 3), 0U);
}

/// What a power failure may leave of files that were not synced: any part of each, or zeros in place of a
/// tail.
TEST_F(JournaledRun, goes_on_from_any_part_of_its_files) {
  const work::Layout layout = uneven_layout(3);
  calls_of(layout, 3);
  constexpr std::uint64_t parts = 7;
  for (std::uint64_t cut = 0; cut < parts; ++cut) {
    const auto found = files();
    if (team().rank() == 0)
      for (std::uint64_t file = 0; file < found.size(); ++file) {
        const auto size = std::filesystem::file_size(found[file]);
        std::filesystem::resize_file(found[file], size * ((cut + 3 * file) % parts) / parts);
        if ((cut + file) % 2 == 0) std::filesystem::resize_file(found[file], size);
      }
    team().barrier();
    EXPECT_GT(calls_of(layout, 3), 0U) << cut;
    EXPECT_EQ(calls_of(layout, 3), 0U) << cut;
  }
}

/// A record that repeats another, but for one bit of a node.
TEST_F(JournaledRun, that_finds_a_node_twice_and_not_the_same_names_both_files) {
  if (team().size() > 1) return;  // the error ends the job of several
  const work::Layout layout = uneven_layout(1);
  calls_of(layout, 1);
  Counting kernel;
  work::Nodes<Counting> lie;
  work::Nodes<Counting>::Leaves leaves;
  lie.tally(1).blocks = 1;
  leaves.add(0, 0, {"a lie"});
  lie.add(layout, kernel, 1, 0, std::move(leaves));
  const journal::Opening opening{journal::fingerprint(manifest(1).fields), 1};
  const std::string other = journal::nodes_in(folder_, "0000000000000000", 0);
  journal::NodesFile(other, opening).append(journal::with_work({false, 1, {{1, 0, 1}}}, text::pack(lie)));
  try {
    calls_of(layout, 1);
    FAIL() << "nobody noticed";
  } catch (const text::RunError& error) {
    EXPECT_THAT(error.what(), ::testing::AllOf(HasSubstr(other), HasSubstr("group 1, replicates 0 to 0")));
  }
}

TEST_F(JournaledRun, is_refused_for_another_problem) {
  Journal(team(), folder_).claim(team(), manifest(5));
  team().barrier();
  EXPECT_THAT(refused([&] { Journal(team(), folder_).claim(team(), manifest(5, "2")); }),
              HasSubstr("is of another problem: seed is 1 there and 2 here; name another folder"));
  team().barrier();
  EXPECT_THAT(refused([&] { Journal(team(), folder_).claim(team(), manifest(4)); }),
              HasSubstr("is of 5 repeats, and this asks for fewer; write repeats = 5 or more"));
}

TEST_F(JournaledRun, without_its_manifest_is_still_of_its_problem) {
  const work::Layout layout = uneven_layout(5);
  calls_of(layout, 5);
  if (team().rank() == 0) std::filesystem::remove(journal::manifest_in(folder_));
  team().barrier();
  EXPECT_THAT(refused([&] { Journal(team(), folder_).claim(team(), manifest(5, "2")); }),
              HasSubstr("has lost its manifest.json, and has work of another problem"));
  team().barrier();
  EXPECT_EQ(calls_of(layout, 5), 0U);
}

TEST_F(JournaledRun, knows_when_a_result_is_another) {
  Journal journal(team(), folder_);
  journal.claim(team(), manifest(5));
  if (team().rank() == 0) {
    journal.complete("abc");
    EXPECT_NO_THROW(journal.complete("abc"));
    EXPECT_THROW(journal.complete("abd"), text::RunError);
  }
}

}  // namespace
}  // namespace quadrille::distribute
