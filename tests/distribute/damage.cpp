// A journal whose files are cut or changed at any byte: the run that goes on from it has every bit all the
// same.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/journal/contents.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/journal/manifest.hpp"
#include "quadrille/journal/nodes_file.hpp"
#include "quadrille/journal/record.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/nodes.hpp"
#include "work/words.hpp"

namespace quadrille::distribute {
namespace {

using work::testing::expected;
using work::testing::Words;

/// Two groups of one replicate, three blocks and one.
const work::Layout layout(1, {{3, 1, 1, 0}, {1, 1, 1, 0}});
constexpr std::uint64_t all_blocks = 4;

journal::Manifest manifest() {
  journal::Manifest manifest;
  manifest.fields = {{"program", "words"}};
  manifest.extent = {"repeats", layout.replicates()};
  manifest.cost = 1;
  manifest.command = "words";
  return manifest;
}

class Damaged : public ::testing::Test {
 protected:
  ~Damaged() override { std::filesystem::remove_all(folder_); }

  static void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Runs with the journal as it is, and compares with the definition; gives the blocks that were done.
  std::uint64_t resume() {
    struct Counting : Words {
      std::uint64_t calls = 0;
      work::testing::Word operator()(const work::Block& at, work::testing::Count& tally) {
        ++calls;
        return Words::operator()(at, tally);
      }
    } kernel;
    Journal journal(team_, folder_);
    journal.claim(team_, manifest());
    const auto done = run(team_, journal, layout, kernel);
    for (std::uint64_t group = 0; group < layout.groups(); ++group) {
      EXPECT_EQ(done.outcome[group].summary.text, expected(layout, group));
      EXPECT_EQ(done.outcome[group].tally.blocks, layout.replicates() * layout.group(group).blocks);
    }
    return kernel.calls;
  }

  /// A file of the whole work: an opening, and a record for each block. `ends` are those of its records.
  std::string whole(std::vector<std::size_t>& ends) {
    const std::string path = journal::nodes_in(folder_, "0123456789abcdef", 0);
    Journal journal(team_, folder_);
    journal.claim(team_, manifest());
    {
      journal::NodesFile file(path, journal.opening());
      for (std::uint64_t group = 0; group < layout.groups(); ++group)
        for (std::uint64_t block = 0; block < layout.group(group).blocks; ++block) {
          Words kernel;
          work::Nodes<Words> nodes;
          nodes.tally(group).blocks = 1;
          work::Nodes<Words>::Leaves leaves;
          leaves.add(0, block, {std::to_string(block)});
          nodes.add(layout, kernel, group, 0, std::move(leaves));
          file.append(journal::with_work({false, 1, {{group, block, block + 1}}}, text::pack(nodes)));
        }
    }
    for (journal::RecordReader reader(path); const auto record = reader.next();)
      ends.push_back(record->offset + journal::frame_bytes + record->payload.size());
    return bytes_of(path);
  }

  /// Goes on from a file of these bytes alone.
  std::uint64_t blocks_done_from(const std::string& bytes) {
    for (const std::string& path : journal::nodes_files(folder_)) std::filesystem::remove(path);
    write(journal::nodes_in(folder_, "0123456789abcdef", 0), bytes);
    return resume();
  }

  /// Of the blocks, those whose records do not lie wholly in the first `size` bytes.
  static std::uint64_t blocks_behind(std::size_t size, const std::vector<std::size_t>& ends) {
    const auto records = std::ranges::count_if(ends, [&](std::size_t end) { return end <= size; });
    return all_blocks - static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, records - 1));
  }

  team::SerialTeam team_{"words"};
  // In memory where there is a place for it: every run syncs its file, and there are a thousand and more.
  std::string folder_ =
      (std::filesystem::is_directory("/dev/shm") ? std::string("/dev/shm/") : ::testing::TempDir()) +
      "quadrille_damaged_" + std::to_string(::getpid());
};

TEST_F(Damaged, at_no_byte_has_all_of_the_work) {
  std::vector<std::size_t> ends;
  const std::string bytes = whole(ends);
  ASSERT_EQ(ends.size(), 1 + all_blocks);
  ASSERT_EQ(ends.back(), bytes.size());
  EXPECT_EQ(blocks_done_from(bytes), 0U);
}

TEST_F(Damaged, by_a_cut_at_any_byte_does_again_what_is_behind_it) {
  std::vector<std::size_t> ends;
  const std::string bytes = whole(ends);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_EQ(blocks_done_from(bytes.substr(0, size)), blocks_behind(size, ends)) << size;
}

TEST_F(Damaged, by_a_change_of_any_byte_does_again_what_is_behind_it) {
  std::vector<std::size_t> ends;
  const std::string bytes = whole(ends);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    ASSERT_EQ(blocks_done_from(changed), blocks_behind(at, ends)) << at;
  }
}

}  // namespace
}  // namespace quadrille::distribute
