#include "quadrille/report/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "quadrille/text/digest.hpp"
#include "quadrille/text/error.hpp"
#include "text/refused.hpp"

namespace quadrille::report {
namespace {

using testing::HasSubstr;

const Json result = {
    {"formula", "if(x < 1, \"}\\\", 2)"}, {"zero", -0.0}, {"rows", {{{"a", 0.1}}, {{"a", 1e300}}}}};

TEST(Document, HasResultAndRunAndItsDigest) {
  report::Run run;
  run.processes = 2;
  const std::string text = document(result, run);
  const Json json = Json::parse(text);
  EXPECT_EQ(json["result"]["formula"], result["formula"]);
  EXPECT_EQ(json["run"]["processes"], 2);
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["digest"], digest_of_result(result));
  EXPECT_EQ(fault_of(text, "x.json"), "");
}

/// As a reader without our code finds it.
TEST(Document, DigestIsOfTheTextBetweenTheBraces) {
  const std::string text = document(result, {});
  const auto begin = text.find("\"result\": ") + 10, end = text.find(",\n  \"run\": ");
  EXPECT_EQ(digest_of_result(result), text::digest_of(text.substr(begin, end - begin)));
}

TEST(Document, ThatWasChangedSaysSo) {
  const std::string text = document(result, {});
  std::string other = text;
  other.replace(other.find("0.1"), 3, "0.2");
  EXPECT_THAT(fault_of(other, ""), HasSubstr("was changed: the digest of its result is "));
  other = text;
  other.replace(other.find("true"), 4, "false");
  EXPECT_EQ(fault_of(other, ""), "is not complete");
  const auto digest = text.rfind("\"digest\"");
  other = text.substr(0, text.rfind(',', digest)) + "\n}\n";
  EXPECT_THAT(fault_of(other, ""), HasSubstr("and it says none"));
  other = text.substr(0, text.rfind('\n', text.size() - 3)) + ",\n  \"result\": {}\n}\n";
  EXPECT_EQ(fault_of(other, ""), "was changed: it has a key twice");
}

TEST(Document, CutAnywhereIsNoDocument) {
  const std::string text = document(result, {});
  for (std::size_t size = 20; size + 2 < text.size(); ++size)
    EXPECT_EQ(fault_of(text.substr(0, size), ""), "is cut off, or no JSON any more") << size;
  for (const std::string& other : {std::string(), std::string("{}"), std::string("draw,x\n1,2\n")})
    EXPECT_THAT(refused([&] { fault_of(other, "x.csv"); }), HasSubstr("x.csv: it is no result of ours"));
}

TEST(Document, WithAnyByteOfItsResultChangedIsNoticed) {
  const std::string text = document(result, {});
  const auto begin = text.find("\"result\": ") + 10, end = text.find(",\n  \"run\": ");
  for (auto at = begin; at < end; ++at) {
    std::string other = text;
    other[at] = static_cast<char>(other[at] ^ 0x01);
    EXPECT_NE(fault_of(other, ""), "") << at;
  }
}

}  // namespace
}  // namespace quadrille::report
