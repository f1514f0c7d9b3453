#include "quadrille/random/stream.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "quadrille/vector/target.hpp"

namespace quadrille::random {
namespace {

// Known answers, computed once with Random123's ars.h from the published construction (key: XXH3-128 of
// "known answer" seeded with 2026; counter (index / 2, attempt)). They must never change.
constexpr std::array<std::uint64_t, 4> known_bits = {0x79814e422babc317, 0x71ae53f755219495,
                                                     0x6f989b53d3b92b95, 0xe4fc30d73a5ce377};

TEST(Stream, KnownAnswers) {
  const Stream stream(2026, "known answer");
  for (std::uint64_t i = 0; i < known_bits.size(); ++i) EXPECT_EQ(stream.bits(i), known_bits[i]) << i;
}

TEST(Stream, UniformIsTheUpper52BitsInTheMiddleOfTheirCell) {
  const Stream stream(1, "uniform");
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const double expected = (static_cast<double>(stream.bits(i) >> 12) + 0.5) * 0x1p-52;
    EXPECT_EQ(stream.uniform(i), expected);
    EXPECT_GT(stream.uniform(i), 0.0);
    EXPECT_LT(stream.uniform(i), 1.0);
  }
}

TEST(Stream, ExponentialIsMinusTheLogarithmOfTheUniform) {
  const Stream stream(1, "exponential");
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const long double exact = -std::log(static_cast<long double>(stream.uniform(i)));
    int exponent = 0;
    (void)std::frexp(exact, &exponent);
    const auto ulp = std::ldexp(1.0L, exponent - 53);
    EXPECT_LE(std::fabs(static_cast<long double>(stream.exponential(i)) - exact), 1.0L * ulp) << i;
  }
}

TEST(Stream, NormalIsBoxAndMuller) {
  const Stream stream(1, "normal");
  const long double pi = std::acos(-1.0L);
  for (std::uint64_t group = 0; group < 500; ++group) {
    for (std::uint64_t lane = 0; lane < 8; ++lane) {
      const std::uint64_t i = 16 * group + lane;
      const std::uint64_t turn = stream.bits(i + 8);
      const long double radius = std::sqrt(-2 * std::log(static_cast<long double>(stream.uniform(i))));
      const long double part = static_cast<long double>((turn << 2) >> 12) * 0x1p-52L - 0.5L;
      const long double angle = pi / 2 * (static_cast<long double>(turn >> 62) + part);
      EXPECT_NEAR(stream.normal(i), static_cast<double>(radius * std::cos(angle)), 8e-15);
      EXPECT_NEAR(stream.normal(i + 8), static_cast<double>(radius * std::sin(angle)), 8e-15);
    }
  }
}

// The algebra of streams: a block is its numbers one by one, however it is cut.
template <class Fill, class One>
void expect_any_cut(Fill fill, One one) {
  for (const std::uint64_t first : {0U, 1U, 7U, 8U, 15U, 16U, 17U, 1000U}) {
    for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 16U, 31U, 32U, 33U, 100U}) {
      std::vector<double> block(count);
      fill(first, block);
      for (std::size_t j = 0; j < count; ++j) ASSERT_EQ(block[j], one(first + j)) << first << ' ' << j;
    }
  }
}

TEST(Stream, BlocksAreTheirNumbersOneByOne) {
  const Stream s(7, "algebra");
  expect_any_cut([&](auto first, auto& out) { s.uniforms(first, out); },
                 [&](auto index) { return s.uniform(index); });
  expect_any_cut([&](auto first, auto& out) { s.exponentials(first, out); },
                 [&](auto index) { return s.exponential(index); });
  expect_any_cut([&](auto first, auto& out) { s.normals(first, out, 3); },
                 [&](auto index) { return s.normal(index, 3); });
}

TEST(Stream, AttemptsAreOtherNumbersAndTouchNoOtherIndex) {
  const Stream stream(7, "attempts");
  EXPECT_NE(stream.bits(5, 0), stream.bits(5, 1));
  EXPECT_NE(stream.bits(5, 1), stream.bits(6, 0));
  EXPECT_NE(stream.bits(5, 1), stream.bits(5, 2));
}

TEST(Stream, EveryTargetGivesTheSameBits) {
  const Stream stream(11, "targets");
  std::vector<double> expected;
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    std::vector<double> all(3 * 5000);
    stream.uniforms(3, std::span(all).subspan(0, 5000));
    stream.exponentials(3, std::span(all).subspan(5000, 5000));
    stream.normals(3, std::span(all).subspan(10'000, 5000));
    if (expected.empty()) expected = all;
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(all[i]), std::bit_cast<std::uint64_t>(expected[i]))
          << target << ' ' << i;
    }
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace
}  // namespace quadrille::random
