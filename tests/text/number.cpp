#include "quadrille/text/number.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/refused.hpp"

namespace quadrille::text {
namespace {

using ::testing::HasSubstr;

std::string refused_count(std::string_view text) {
  return refused([&] { parse_count(text, "--samples"); });
}

std::string refused_real(std::string_view text) {
  return refused([&] { parse_real(text, "--exact"); });
}

TEST(Shortest, WritesWholeNumbersPlainly) {
  EXPECT_EQ(shortest(0.0), "0");
  EXPECT_EQ(shortest(-0.0), "-0");
  EXPECT_EQ(shortest(100000.0), "100000");
  EXPECT_EQ(shortest(-999999999999999.0), "-999999999999999");
  EXPECT_EQ(shortest(1e15), "1e+15");
}

TEST(Shortest, NeedsNoMoreDigitsThanReadBack) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(shortest(5e-324), "5e-324");
  EXPECT_EQ(shortest(9007199254740993.0), "9007199254740992");
  EXPECT_EQ(shortest(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(shortest(2e-308), "2e-308");
}

TEST(Shortest, NamesWhatIsNotFinite) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(shortest(infinity), "inf");
  EXPECT_EQ(shortest(-infinity), "-inf");
  EXPECT_EQ(shortest(std::nan("")), "nan");
  EXPECT_EQ(shortest(std::copysign(std::nan(""), -1.0)), "nan");
}

TEST(Shortest, ReadsBackToTheBit) {
  std::mt19937_64 bits(20240501);
  for (int i = 0; i < 100000; ++i) {
    const auto x = std::bit_cast<double>(bits());
    if (!std::isfinite(x)) continue;
    EXPECT_EQ(std::bit_cast<std::uint64_t>(parse_real(shortest(x), "")), std::bit_cast<std::uint64_t>(x));
  }
}

TEST(ParseReal, ReadsDecimalNumbers) {
  EXPECT_EQ(parse_real("-1", ""), -1.0);
  EXPECT_EQ(parse_real("+2.5", ""), 2.5);
  EXPECT_EQ(parse_real(".5", ""), 0.5);
  EXPECT_EQ(parse_real("5.", ""), 5.0);
  EXPECT_EQ(parse_real("1e-3", ""), 0.001);
  EXPECT_EQ(parse_real("1E3", ""), 1000.0);
}

TEST(ParseReal, RefusesEverythingElse) {
  EXPECT_EQ(refused_real("pi"), "--exact: 'pi' is not a number; write one such as 0.5, -1 or 1e-3");
  for (const auto* text :
       {"", "+", "-", "+-1", "--1", "1 ", " 1", "1,5", "0x10", "1e", "1e+", ".", "e5", "1.2.3", "\xff"})
    EXPECT_THAT(refused_real(text), HasSubstr("is not a number")) << text;
  for (const auto* text : {"nan", "inf", "-inf", "INFINITY"})
    EXPECT_THAT(refused_real(text), HasSubstr("is not finite")) << text;
  for (const auto* text : {"1e309", "-1e999", "1e-400"})
    EXPECT_THAT(refused_real(text), HasSubstr("beyond the range of a double")) << text;
}

TEST(ParseCount, ReadsDecimalNotationExactly) {
  EXPECT_EQ(parse_count("0", ""), 0u);
  EXPECT_EQ(parse_count("0e999999999999999999999", ""), 0u);
  EXPECT_EQ(parse_count("1000", ""), 1000u);
  EXPECT_EQ(parse_count("1e6", ""), 1000000u);
  EXPECT_EQ(parse_count("2.5e3", ""), 2500u);
  EXPECT_EQ(parse_count("1E+2", ""), 100u);
  EXPECT_EQ(parse_count("1200e-2", ""), 12u);
  EXPECT_EQ(parse_count("10.0", ""), 10u);
  EXPECT_EQ(parse_count(".5e1", ""), 5u);
  EXPECT_EQ(parse_count("007", ""), 7u);
  EXPECT_EQ(parse_count("9007199254740992", ""), largest_count);
  EXPECT_EQ(parse_count("9.007199254740991e15", ""), largest_count - 1);
}

TEST(ParseCount, KeepsLeadingAndTrailingZerosApart) {
  const std::string zeros(100000, '0');
  EXPECT_EQ(parse_count(zeros + "12", ""), 12u);
  EXPECT_EQ(parse_count("12." + zeros, ""), 12u);
  EXPECT_EQ(parse_count("12" + zeros + "e-100000", ""), 12u);
  EXPECT_EQ(parse_count("0." + zeros + "12e100002", ""), 12u);
}

TEST(ParseCount, SaysWhatIsWrong) {
  EXPECT_EQ(refused_count("-1"), "--samples: '-1' is negative; write a count such as 10000 or 1e6");
  EXPECT_EQ(refused_count("+1"), "--samples: '+1' has a sign; write a count such as 10000 or 1e6");
  EXPECT_EQ(refused_count("2.5"),
            "--samples: '2.5' is not a whole number; write a count such as 10000 or 1e6");
  EXPECT_EQ(refused_count("ten"), "--samples: 'ten' is not a count; write a count such as 10000 or 1e6");
  EXPECT_EQ(
      refused_count("9007199254740993"),
      "--samples: '9007199254740993' is more than 9007199254740992, the largest count; write a count such as "
      "10000 or 1e6");
}

TEST(ParseCount, RefusesWhatOnlyRoundsToACount) {
  EXPECT_THAT(refused_count("0.9999999999999999999999"), HasSubstr("not a whole number"));
  EXPECT_THAT(refused_count("1e-1"), HasSubstr("not a whole number"));
  EXPECT_THAT(refused_count("1e-99999999999999999999"), HasSubstr("not a whole number"));
  for (const auto* text :
       {"1e16", "18446744073709551617", "9999999999999999999e99", "1e99999999999999999999"})
    EXPECT_THAT(refused_count(text), HasSubstr("is more than 9007199254740992")) << text;
  EXPECT_THAT(refused_count(std::string(1000000, '9')), HasSubstr("is more than"));
}

TEST(ParseCount, RefusesJunk) {
  for (const auto* text : {"",
                           " ",
                           "-",
                           "+",
                           ".",
                           "e",
                           "e5",
                           "1e",
                           "1e+",
                           "1e5.0",
                           "1 ",
                           " 1",
                           "1,00",
                           "1,,000",
                           "1000,000",
                           "1k",
                           "nan",
                           "inf",
                           "0x10",
                           "--1",
                           "1.2.3",
                           "\xe2\x88\x92\x31",  // a minus sign that is none, and 1
                           "\xff\n"})
    EXPECT_THAT(refused_count(text), HasSubstr("is not a count")) << text;
}

TEST(ParseCount, SaysHowSeparatorsAreLeftOutAndWhichCharacterIsForeign) {
  EXPECT_EQ(refused_count("10k"), "--samples: '10k' is not a count; write 10e3");
  EXPECT_EQ(refused_count("2.5M"), "--samples: '2.5M' is not a count; write 2.5e6");
  EXPECT_EQ(refused_count("10^6"), "--samples: '10^6' is not a count; write 1e6");
  EXPECT_EQ(refused_count("10**6"), "--samples: '10**6' is not a count; write 1e6");
  for (const char* text : {"k", ".k", "10^", "10^x", "1km", "10e3k"})
    EXPECT_EQ(refused_count(text),
              "--samples: '" + std::string(text) + "' is not a count; write a count such as 10000 or 1e6");
  EXPECT_EQ(refused_count("1,000"), "--samples: '1,000' has separators in it; write 1000");
  EXPECT_EQ(refused_count("12_000_000"), "--samples: '12_000_000' has separators in it; write 12000000");
  EXPECT_EQ(refused_count("−5"),
            "--samples: '−5' is not a count; write a count such as 10000 or 1e6; in it '−' is U+2212, a "
            "minus sign; "
            "write -");
}

TEST(ParseSeed, EndsBelowTwoToThe53) {
  EXPECT_EQ(parse_seed("0", ""), 0u);
  EXPECT_EQ(parse_seed("9007199254740991", ""), largest_count - 1);
  const auto message = refused([] { parse_seed("9007199254740992", "--seed"); });
  EXPECT_THAT(message,
              HasSubstr("--seed: '9007199254740992' is more than 9007199254740991, the largest seed; write"));
  EXPECT_THAT(refused([] { parse_seed("-1", "--seed"); }), HasSubstr("--seed: '-1' is negative; write"));
}

}  // namespace
}  // namespace quadrille::text
