// Run with several numbers of ranks: the bytes expected are the same for all.
#include "quadrille/draws/csv.hpp"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "harness/harness.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "text/refused.hpp"

namespace quadrille::draws {
namespace {

using testing::HasSubstr;

/// A folder of this test alone, which all ranks know; rank 0 makes it and removes it.
class Draws : public testing::Test {
 protected:
  Draws() {
    folder_ = team_.broadcast(testing::TempDir() + "quadrille_draws_" + std::to_string(::getpid()));
    if (team_.rank() == 0) std::filesystem::create_directory(folder_);
    team_.barrier();
  }
  ~Draws() override {
    team_.barrier();
    if (team_.rank() == 0) std::filesystem::remove_all(folder_);
  }

  std::string path(const std::string& name) const { return folder_ + '/' + name; }

  static std::string bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Names in the folder, seen by all ranks at one time.
  std::vector<std::string> names() const {
    team_.barrier();
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      found.push_back(entry.path().filename());
    team_.barrier();
    return found;
  }

  team::Team& team_ = harness::team();
  std::string folder_;
};

double value(std::size_t column, std::uint64_t draw) {
  return static_cast<double>(draw * 7919 % 10007) / static_cast<double>(3 + column);
}

void fill(std::uint64_t first, std::span<const std::span<double>> columns) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t j = 0; j < columns[c].size(); ++j) columns[c][j] = value(c, first + j);
}

/// The whole file, put together row by row.
std::string expected(std::uint64_t draws) {
  std::string text = "draw,a,b\n";
  for (std::uint64_t i = 0; i < draws; ++i)
    text += std::to_string(i) + ',' + text::shortest(value(0, i)) + ',' + text::shortest(value(1, i)) + '\n';
  return text;
}

TEST_F(Draws, AreWrittenInOrder) {
  for (const std::uint64_t draws : {1U, 2U, 100000U, 123457U}) {
    write_csv(team_, path("draws.csv"), {"a", "b"}, draws, fill);
    EXPECT_TRUE(bytes(path("draws.csv")) == expected(draws)) << draws;
    EXPECT_THAT(names(), testing::ElementsAre("draws.csv"));
  }
}

TEST_F(Draws, SayHowManyRowsThereAre) {
  std::vector<std::uint64_t> told;
  write_csv(team_, path("draws.csv"), {"a", "b"}, 123457, fill, [&](std::uint64_t before, std::uint64_t now) {
    EXPECT_EQ(before, 0U);
    told.push_back(now);
  });
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 123457U);
  EXPECT_EQ(told.size() > 1, team_.size() < 7) << "a round has about 18000 rows a rank";
}

TEST_F(Draws, OfNoneAreAHeader) {
  write_csv(team_, path("none.csv"), {"a", "b"}, 0, fill);
  EXPECT_EQ(bytes(path("none.csv")), "draw,a,b\n");
}

TEST_F(Draws, WriteWhatIsNotFinite) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> odd = {std::numeric_limits<double>::quiet_NaN(), -infinity, infinity, -0.0,
                                   1e300};
  write_csv(team_, path("odd.csv"), {"x"}, odd.size(), [&](std::uint64_t first, auto columns) {
    for (std::size_t j = 0; j < columns[0].size(); ++j) columns[0][j] = odd[first + j];
  });
  EXPECT_EQ(bytes(path("odd.csv")), "draw,x\n0,nan\n1,-inf\n2,inf\n3,-0\n4,1e+300\n");
}

TEST_F(Draws, FollowASymbolicLink) {
  if (team_.rank() == 0) {
    std::ofstream(path("target.csv")) << "old";
    std::filesystem::create_symlink("target.csv", path("link.csv"));
  }
  team_.barrier();
  check_writable(team_, path("link.csv"));
  write_csv(team_, path("link.csv"), {"a", "b"}, 3, fill);
  EXPECT_TRUE(std::filesystem::is_symlink(path("link.csv")));
  EXPECT_EQ(bytes(path("target.csv")), expected(3));
}

TEST_F(Draws, AreRefusedBeforeWorkWhereNoFileCanBe) {
  const auto refusal = [&](const std::string& file) { return refused([&] { check_writable(team_, file); }); };
  if (team_.rank() == 0) std::ofstream(path("file")) << "";
  team_.barrier();
  EXPECT_EQ(refusal(path("fine.csv")), "accepted");
  EXPECT_EQ(refusal(path("file")), "accepted");
  EXPECT_THAT(refusal(path("none/draws.csv")), HasSubstr("none'; make it first"));
  EXPECT_THAT(refusal(folder_), HasSubstr("it is a directory; name a file in it"));
  EXPECT_THAT(refusal(path("file/draws.csv")), HasSubstr("Not a directory"));
  EXPECT_THAT(refusal(path(std::string(300, 'x'))), HasSubstr("File name too long"));
  EXPECT_EQ(refusal("/dev/null"), "cannot write '/dev/null': it is not a regular file; name a new file");
  EXPECT_EQ(refusal(""), "the name of the output file is empty; write one such as draws.csv");
  EXPECT_THAT(names(), testing::ElementsAre("file"));  // the trials leave nothing behind
}

/// No file of this process may grow beyond `bytes` while it lives: writing fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_F(Draws, FailTogetherWhenTheDiskIsFull) {
  const auto failure = [&](std::uint64_t draws) -> std::string {
    try {
      write_csv(team_, path("draws.csv"), {"a", "b"}, draws, fill);
    } catch (const text::RunError& error) {
      return error.what();
    }
    return "written";
  };
  write_csv(team_, path("draws.csv"), {"a", "b"}, 5, fill);
  std::string few, many;
  {
    const FileSizeLimit limit(100000);
    few = failure(10000);     // fails in the first round, which is the last
    many = failure(1000000);  // goes on for rounds at some ranks
  }
  for (const auto& failed : {few, many}) {
    EXPECT_THAT(failed,
                testing::EndsWith(" cannot write " + text::quoted(path("draws.csv")) +
                                  ": File too large; put that right, then run the same command again"));
  }
  EXPECT_THAT(names(), testing::ElementsAre("draws.csv"));
  EXPECT_EQ(bytes(path("draws.csv")), expected(5));  // what was there is still whole
}

}  // namespace
}  // namespace quadrille::draws
