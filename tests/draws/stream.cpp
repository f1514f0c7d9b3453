// Run with several numbers of ranks: the bytes that go through a pipe are the same for all.
#include "quadrille/draws/stream.hpp"

#include <array>
#include <cstdint>
#include <future>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/harness.hpp"
#include "quadrille/text/number.hpp"

namespace quadrille::draws {
namespace {

constexpr std::size_t everything = ~std::size_t{0};

void fill(std::uint64_t first, std::span<const std::span<double>> columns) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t j = 0; j < columns[c].size(); ++j)
      columns[c][j] = static_cast<double>((first + j) * 7919 % 10007) / static_cast<double>(3 + c);
}

std::string expected(std::uint64_t draws) {
  std::string text = "draw,a,b\n";
  for (std::uint64_t i = 0; i < draws; ++i) {
    const auto value = static_cast<double>(i * 7919 % 10007);
    text += std::to_string(i) + ',' + text::shortest(value / 3) + ',' + text::shortest(value / 4) + '\n';
  }
  return text;
}

/// What a reader at rank 0 gets that closes its end after `most` bytes, and what stream_csv returned.
std::pair<std::string, bool> streamed(std::uint64_t draws, std::size_t most) {
  auto& team = harness::team();
  std::array<int, 2> ends{-1, -1};
  std::future<std::string> reader;
  if (team.rank() == 0) {
    if (::pipe(ends.data()) != 0) return {"no pipe", false};
    reader = std::async(std::launch::async, [end = ends[0], most] {
      std::string text;
      std::array<char, 4096> chunk{};
      while (text.size() < most) {
        const auto count = ::read(end, chunk.data(), chunk.size());
        if (count <= 0) break;
        text.append(chunk.data(), static_cast<std::size_t>(count));
      }
      ::close(end);
      return text;
    });
  }
  const bool all = stream_csv(team, ends[1], "a pipe", {"a", "b"}, draws, fill);
  if (team.rank() != 0) return {"", all};
  ::close(ends[1]);
  return {reader.get(), all};
}

TEST(Stream, HasEveryDrawInOrder) {
  for (const std::uint64_t draws : {0, 1, 100'000}) {
    const auto [text, all] = streamed(draws, everything);
    EXPECT_TRUE(all);
    if (harness::team().rank() == 0) {
      EXPECT_TRUE(text == expected(draws)) << draws;
    }
  }
}

TEST(Stream, EndsOnAllRanksWhenNobodyReads) {
  const auto [text, all] = streamed(1'000'000, 5000);
  EXPECT_FALSE(all);
  if (harness::team().rank() == 0) {
    EXPECT_EQ(text.substr(0, 9), "draw,a,b\n");
  }
}

}  // namespace
}  // namespace quadrille::draws
