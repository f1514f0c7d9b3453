#include "quadrille/draws/room.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quadrille::draws {
namespace {

/// Values of which `short_of` in 100 have one digit, the rest 16 or so.
Fill mixed(std::uint64_t short_of) {
  return [short_of](std::uint64_t first, std::span<const std::span<double>> columns) {
    for (const auto& column : columns)
      for (std::size_t j = 0; j < column.size(); ++j) {
        std::uint64_t mixed = (first + j + 1) * 0x9e3779b97f4a7c15;  // as SplitMix64 does
        mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111eb;
        mixed ^= mixed >> 31U;
        column[j] = mixed % 100 < short_of ? 1 : static_cast<double>(mixed) / 0x1p64;
      }
  };
}

double bytes_written(std::size_t columns, std::uint64_t first, std::uint64_t draws, const Fill& fill) {
  Rows rows(columns, fill);
  double bytes = 0;
  for (; first < draws; first += rows.most())
    bytes += static_cast<double>(rows(first, std::min(rows.most(), draws - first)).size());
  return bytes;
}

TEST(Room, ThatDrawsTakeIsEstimatedFromBelow) {
  for (const std::uint64_t short_of : {0U, 1U, 50U, 99U, 100U}) {
    const Fill fill = mixed(short_of);
    for (const std::size_t columns : {1U, 3U, 60U})
      for (const std::uint64_t first : {0U, 999U}) {
        const double written = bytes_written(columns, first, 5000, fill);
        const double least = least_bytes(columns, first, 5000, fill);
        EXPECT_LE(least, written) << short_of << ' ' << columns;
        EXPECT_GE(least, columns < 60 ? 0.5 * written : 0) << short_of << ' ' << columns;
      }
  }
}

TEST(Room, ThatFewDrawsTakeIsExact) {
  for (const std::uint64_t draws : {1U, 9U, 10U, 11U, 101U, 1000U})
    EXPECT_DOUBLE_EQ(least_bytes(2, 0, draws, mixed(30)), bytes_written(2, 0, draws, mixed(30))) << draws;
  EXPECT_EQ(least_bytes(2, 0, 0, mixed(30)), 0);
  EXPECT_EQ(least_bytes(2, 7, 7, mixed(30)), 0);
}

TEST(Room, ThatDrawsOfOneLengthTakeIsExact) {
  // 0 .. 9999 have 10 + 2 * 90 + 3 * 900 + 4 * 9000 digits, and each of them ",1\n" behind it.
  EXPECT_DOUBLE_EQ(least_bytes(1, 0, 10000, mixed(100)), 38890 + 3 * 10000);
  EXPECT_DOUBLE_EQ(least_bytes(1, 10, 10000, mixed(100)), 38880 + 3 * 9990);
}

TEST(Room, ThatIsTooSmallIsToldInOneSentence) {
  EXPECT_EQ(refusal_for_room("x.csv", 100, 100), "");
  EXPECT_EQ(
      refusal_for_room("x.csv", 3.104e14, 82.34e9),
      "cannot write 'x.csv': its draws take at least 310 TB and 82.3 GB are free there; make room, name a "
      "file on another disk, or ask for fewer draws");
  EXPECT_THAT(refusal_for_room("x.csv", 999.6, 0), testing::HasSubstr("at least 1 kB and 0 bytes are free"));
}

}  // namespace
}  // namespace quadrille::draws
