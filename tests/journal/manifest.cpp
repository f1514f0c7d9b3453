#include "quadrille/journal/manifest.hpp"

#include <gmock/gmock.h>

#include "in_folder.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::journal {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const Fields fields = {{"program", "simulate"}, {"seed", "7"}, {"model", "x ~ normal(0, 1)\n\"é\"\n"}};

class Manifests : public InFolder {};

TEST_F(Manifests, read_back) {
  EXPECT_FALSE(read_manifest(folder_));
  Manifest written;
  written.fields = fields;
  written.extent = {"draws", std::uint64_t{1} << 53U};
  written.cost = 1e12;
  written.command = "simulate 'a b'";
  write_manifest(folder_, written);
  const auto manifest = read_manifest(folder_);
  ASSERT_TRUE(manifest);
  EXPECT_EQ(manifest->fields, fields);
  EXPECT_EQ(manifest->extent.name, "draws");
  EXPECT_EQ(manifest->extent.value, std::uint64_t{1} << 53U);
  EXPECT_EQ(manifest->cost, 1e12);
  EXPECT_EQ(manifest->command, "simulate 'a b'");
}

TEST_F(Manifests, that_are_damaged_say_so) {
  for (const char* text :
       {"", "{", "[]", "{\"format\": 5}", "{\"format\": 5, \"command\": 3, \"extent\": {\"draws\": 1}}",
        "{\"format\": 5, \"command\": \"\", \"extent\": {}}",
        "{\"format\": 5, \"command\": \"\", \"extent\": {\"draws\": 1e30}}"}) {
    write(manifest_in(folder_), text);
    EXPECT_THAT([&] { read_manifest(folder_); }, ThrowsMessage<text::RunError>(HasSubstr("is damaged")))
        << text;
  }
}

TEST_F(Manifests, of_another_format_are_refused) {
  write(manifest_in(folder_), "{\"format\": 1, \"command\": \"simulate\"}");
  EXPECT_THAT([&] { read_manifest(folder_); },
              ThrowsMessage<text::RunError>(
                  HasSubstr("is of format 1, and this version of the program knows format 5")));
}

TEST_F(Manifests, beside_them_are_completion_and_draws) {
  EXPECT_FALSE(read_completion(folder_));
  write_completion(folder_, {5, "abc"});
  EXPECT_EQ(read_completion(folder_)->extent, 5U);
  EXPECT_EQ(read_completion(folder_)->digest, "abc");
  write(complete_in(folder_), "{\"extent\": 5, \"dig");
  EXPECT_FALSE(read_completion(folder_));
  write_draws_state(folder_, {"d.csv", "d.csv.partial-1", 100, 50, 999});
  EXPECT_EQ(read_draws_state(folder_)->temporary, "d.csv.partial-1");
  EXPECT_EQ(read_draws_state(folder_)->bytes, 999U);
  write_draws_state(folder_, {"gr\xf6\xdf\x65/d.csv", "\xff.partial-1", 100, 50, 999});
  EXPECT_EQ(read_draws_state(folder_)->output, "gr\xf6\xdf\x65/d.csv");
  EXPECT_EQ(read_draws_state(folder_)->temporary, "\xff.partial-1");
}

TEST(Differences, name_fields_and_both_values) {
  EXPECT_EQ(differences(fields, fields), "");
  auto other = fields;
  other[1].second = "8";
  EXPECT_EQ(differences(fields, other), "seed is 7 there and 8 here");
  other.emplace_back("columns", "x");
  EXPECT_EQ(differences(fields, other), "seed is 7 there and 8 here, columns is unknown there and x here");
  other[0].second = "integrate";
  EXPECT_EQ(differences(fields, other), "program is simulate there and integrate here");
}

TEST(Fingerprint, sees_every_field) {
  auto other = fields;
  other[2].second += ' ';
  EXPECT_NE(fingerprint(other), fingerprint(fields));
  EXPECT_NE(fingerprint({{"a", "bc"}}), fingerprint({{"ab", "c"}}));
}

}  // namespace
}  // namespace quadrille::journal
