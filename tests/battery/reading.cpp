// Every arrangement has the numbers that it says it has, one by one from the streams.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "battery/arrangements.hpp"
#include "battery/flawed.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::battery {
namespace {

using random::Stream;

const Arrangement& named(std::string_view name) {
  return *std::ranges::find_if(arrangements(), [&](const auto& a) { return a.name == name; });
}

std::vector<std::uint64_t> numbers(std::string_view name, std::uint64_t seed, std::uint64_t tile) {
  const Arrangement& arrangement = named(name);
  std::vector<std::uint64_t> result(arrangement.rows * arrangement.columns);
  read(arrangement, seed, tile, result);
  return result;
}

constexpr std::uint64_t seed = 5;
constexpr std::uint64_t tile = 3;

TEST(Arrangement, OneStreamInOrder) {
  const auto all = numbers("stream", seed, tile);
  const auto upper = numbers("uniforms", seed, tile);
  const Stream stream(seed, "battery");
  for (const std::size_t i : {0, 1, 1000, 65535}) {
    EXPECT_EQ(all[i], stream.bits(tile * 65536 + i));
    EXPECT_EQ(upper[i] >> 12, all[i] >> 12);
  }
}

TEST(Arrangement, LanesTakeEveryEighthNumberOfABlock) {
  const auto all = numbers("lanes", seed, tile);
  const Stream stream(seed, "integrate; sorted; samples 1000000; replicate 0; spacings");
  for (const std::size_t i : {0, 1, 511, 512, 4095}) {
    EXPECT_EQ(all[i], stream.bits(tile * 4096 + i % 512 * 8 + i / 512)) << i;
  }
}

TEST(Arrangement, OneNumberOfEachBlockInTurn) {
  const auto all = numbers("blocks", seed, tile);
  const Stream stream(seed, "battery");
  for (const std::size_t i : {0, 1, 63, 64, 100'000}) {
    EXPECT_EQ(all[i], stream.bits((tile * 64 + i % 64) * 4096 + i / 64)) << i;
  }
}

TEST(Arrangement, OneNumberOfEachStreamInTurn) {
  const auto seeds = numbers("seeds", seed, tile), names = numbers("names", seed, tile),
             sizes = numbers("sizes", seed, tile);
  for (const std::size_t i : {0, 1, 31, 32, 1023, 1024, 60'000}) {
    const std::size_t row = i % 1024, index = i / 1024, stream = tile * 1024 + row;
    EXPECT_EQ(seeds[i], Stream(seed + stream, "battery").bits(index)) << i;
    const std::string variable = "simulate; variable x" + std::to_string(stream + 1);
    EXPECT_EQ(names[i], Stream(seed, variable + "; replicate 0; cell 0").bits(index)) << i;
    const std::string samples = "integrate; mean; samples " + std::to_string(stream / 32);
    EXPECT_EQ(sizes[i], Stream(seed, samples + "; replicate " + std::to_string(row % 32)).bits(index)) << i;
  }
}

TEST(Arrangement, TheAttemptsOfEachIndexInTurn) {
  const auto all = numbers("attempts", seed, tile);
  const Stream stream(seed, "battery");
  for (const std::size_t i : {0, 1, 63, 64, 65'535}) {
    EXPECT_EQ(all[i], stream.bits(tile * 1024 + i / 64, i % 64)) << i;
  }
}

TEST(Flawed, RanduSatisfiesItsRecurrence) {
  const auto all = numbers("randu", seed, tile);
  std::vector<std::uint32_t> x;
  for (const std::uint64_t number : all) {
    x.push_back(static_cast<std::uint32_t>(number) >> 1);
    x.push_back(static_cast<std::uint32_t>(number >> 32) >> 1);
  }
  for (std::size_t i = 2; i < x.size(); ++i) ASSERT_EQ(x[i], (6 * x[i - 1] - 9 * x[i - 2]) & 0x7fffffff);
}

TEST(Flawed, SevenRoundsAreTheLibrarys) {
  const Stream stream(seed, "battery");
  for (const std::uint64_t low : {0, 1, 1000}) {
    const auto pair = ars(random::Key::rounds, stream.key(), low);
    EXPECT_EQ(pair[0], stream.bits(2 * low));
    EXPECT_EQ(pair[1], stream.bits(2 * low + 1));
  }
}

TEST(Flawed, OverlappingRowsAreOneStream) {
  const auto all = numbers("overlapping", seed, tile);
  const Stream stream(seed, "battery");
  for (const std::size_t i : {0, 1, 1024, 60'000}) {
    EXPECT_EQ(all[i], stream.bits(tile * 1024 + i % 1024 + i / 1024)) << i;
  }
}

}  // namespace
}  // namespace quadrille::battery
