#include "quadrille/options/quantity.hpp"

#include <gtest/gtest.h>

#include "text/refused.hpp"

namespace quadrille::options {
namespace {

TEST(Quantity, latencies_have_units_of_time) {
  EXPECT_EQ(parse_latency("2us", ""), 2e-6);
  EXPECT_EQ(parse_latency("1.5ms", ""), 1.5e-3);
  EXPECT_EQ(parse_latency("800 ns", ""), 8e-7);
  EXPECT_EQ(parse_latency("1e-3s", ""), 1e-3);
  EXPECT_EQ(parse_latency("0", ""), 0);
  EXPECT_EQ(parse_latency("0us", ""), 0);
}

TEST(Quantity, bandwidths_are_bytes_or_bits_a_second) {
  EXPECT_EQ(parse_bandwidth("10GB/s", ""), 1e10);
  EXPECT_EQ(parse_bandwidth("100Gbit/s", ""), 12.5e9);
  EXPECT_EQ(parse_bandwidth("0.5 MB/s", ""), 5e5);
  EXPECT_EQ(parse_bandwidth("8bit/s", ""), 1);
}

TEST(Quantity, anything_else_is_refused) {
  for (const char* text : {"", "2", "us", "-2us", "+2us", "2 us ", "2  us", "2uss", "2m", "nan s", "inf s",
                           "1e999s", "1e308s ", "2us3"})
    EXPECT_NE(refused([&] { parse_latency(text, "--latency"); }), "accepted") << text;
  for (const char* text : {"", "0GB/s", "10", "10GB", "10Gb/s", "-1GB/s", "infGB/s", "1e308TB/s", "10gb/s"})
    EXPECT_NE(refused([&] { parse_bandwidth(text, "--bandwidth"); }), "accepted") << text;
  EXPECT_EQ(refused([] { parse_latency("2", "--latency"); }),
            "--latency: '2' is no latency; write a time one way such as 2us, 1.5ms or 800ns");
  EXPECT_EQ(refused([] { parse_bandwidth("10Gb/s", "--bandwidth"); }),
            "--bandwidth: '10Gb/s' is no bandwidth; write one such as 10GB/s, 500MB/s or 100Gbit/s");
}

}  // namespace
}  // namespace quadrille::options
