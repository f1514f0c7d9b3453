#include "quadrille/report/json.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace quadrille::report {
namespace {

TEST(Json, DoublesReadBackToTheBit) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 100'000; ++i) {
    const auto word = bits();
    double x = 0;
    static_assert(sizeof x == sizeof word);
    std::memcpy(&x, &word, sizeof x);
    if (!std::isfinite(x)) continue;
    EXPECT_EQ(Json::parse(dump(Json(x))).get<double>(), x);
  }
}

TEST(Json, NumbersAreShortest) {
  EXPECT_EQ(dump(Json(0.1)), "0.1\n");
  EXPECT_EQ(dump(Json(5e-324)), "5e-324\n");
  EXPECT_EQ(dump(Json(42.0)), "42\n");
  EXPECT_EQ(dump(Json(std::uint64_t{1} << 53)), "9007199254740992\n");
}

TEST(Json, WhatIsNoNumberIsAString) {
  EXPECT_EQ(dump(Json(std::numeric_limits<double>::quiet_NaN())), "\"nan\"\n");
  EXPECT_EQ(dump(Json(std::numeric_limits<double>::infinity())), "\"inf\"\n");
  EXPECT_EQ(dump(Json(-std::numeric_limits<double>::infinity())), "\"-inf\"\n");
  EXPECT_EQ(dump(or_null(std::optional<double>())), "null\n");
}

TEST(Json, MembersKeepTheirOrderAndRowsTheirLine) {
  const Json json = {
      {"b", 1}, {"a", {{"list", {1, 2}}}}, {"rows", {{{"x", 1}, {"y", 2}}, {{"x", 3}, {"y", 4}}}}};
  EXPECT_EQ(dump(json),
            "{\n  \"b\": 1,\n  \"a\": {\n    \"list\": [1, 2]\n  },\n  \"rows\": [\n"
            "    {\"x\": 1, \"y\": 2},\n    {\"x\": 3, \"y\": 4}\n  ]\n}\n");
  EXPECT_EQ(dump(Json::object()), "{}\n");
  EXPECT_EQ(dump(Json::array()), "[]\n");
}

TEST(Json, StringsAreAlwaysValid) {
  EXPECT_EQ(dump(Json("a\"b\n")), "\"a\\\"b\\n\"\n");
  const std::string invalid = dump(Json("\xff"));
  EXPECT_EQ(Json::parse(invalid).get<std::string>(), "\xef\xbf\xbd");  // the replacement character
}

}  // namespace
}  // namespace quadrille::report
