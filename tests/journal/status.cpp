#include "quadrille/journal/status.hpp"

#include <gmock/gmock.h>

#include "in_folder.hpp"
#include "quadrille/journal/folder.hpp"
#include "quadrille/journal/nodes_file.hpp"
#include "quadrille/text/error.hpp"
#include "text/refused.hpp"

namespace quadrille::journal {
namespace {

using testing::HasSubstr;

const Fields fields = {{"program", "simulate"}, {"seed", "7"}};

class StatusOf : public InFolder {
 protected:
  StatusOf() {
    Manifest manifest;
    manifest.fields = fields;
    manifest.extent = {"draws", 4096};
    manifest.cost = 40;
    manifest.command = "simulate --draws 4096";
    write_manifest(folder_, manifest);
  }

  /// A file of records, each of cost 10 and one place of group 0; a place from 3 on is tied.
  void add(std::uint64_t rank, const std::vector<std::uint64_t>& places, std::uint64_t extent = 4096) {
    NodesFile file(nodes_in(folder_, "0123456789abcdef", rank), {fingerprint(fields), extent});
    for (const auto place : places) file.append(with_work({place >= 3, 10, {{0, place, place + 1}}}, "n"));
  }
};

TEST(Percent, OfUnfinishedWorkIsNeverAll) {
  EXPECT_EQ(percent(0), "about 0 %");
  EXPECT_EQ(percent(0.429), "about 42 %");
  EXPECT_EQ(percent(0.9899), "about 98 %");
  EXPECT_EQ(percent(0.99), "about 99.0 %");
  EXPECT_EQ(percent(0.9969), "about 99.6 %");
  EXPECT_EQ(percent(0.99999999), "about 99.9 %");
  EXPECT_EQ(percent(1), "about 99.9 %");  // a sum of costs that lacks less than it can show
}

TEST_F(StatusOf, no_journal_is_an_error) {
  EXPECT_THAT(refused([&] { status_of(path("none")); }), HasSubstr("there is no journal in"));
  std::filesystem::remove(manifest_in(folder_));
  EXPECT_THAT(refused([&] { status_of(folder_); }), HasSubstr("there is no journal in"));
}

TEST_F(StatusOf, counts_cost_once) {
  EXPECT_EQ(status_of(folder_).fraction, 0);
  add(0, {0, 1});
  add(1, {1, 2});
  const Status status = status_of(folder_);
  EXPECT_EQ(status.fraction, 0.75);
  EXPECT_EQ(status.records, 4U);
  EXPECT_FALSE(status.is_complete);
  EXPECT_THAT(status_line("dir", status),
              "unfinished: journal 'dir' (simulate of 4096 draws, seed 7), about 75 % of the work in 4 "
              "records; to go on: simulate --draws 4096");
}

TEST_F(StatusOf, leaves_out_what_is_of_another_extent_or_problem) {
  add(0, {0, 3}, 4000);
  EXPECT_EQ(status_of(folder_).fraction, 0.25);
  NodesFile(nodes_in(folder_, "0123456789abcdef", 5), {"other", 4096})
      .append(with_work({false, 10, {{0, 1, 2}}}, ""));
  EXPECT_EQ(status_of(folder_).fraction, 0.25);
}

TEST_F(StatusOf, is_complete_for_its_extent) {
  write_completion(folder_, {4095, "abc"});
  EXPECT_FALSE(status_of(folder_).is_complete);
  write_completion(folder_, {4096, "abc"});
  EXPECT_THAT(status_line("dir", status_of(folder_)),
              "complete: journal 'dir' (simulate of 4096 draws, seed 7), numbers abc");
}

TEST_F(StatusOf, knows_how_much_of_a_file_of_draws_there_is) {
  write_draws_state(folder_, {"d.csv", "d.csv.partial-1", 4096, 1000, 9999});
  EXPECT_THAT(status_line("dir", status_of(folder_)), HasSubstr(", 1000 of 4096 rows of 'd.csv'; to go on"));
  write_completion(folder_, {4096, "abc"});
  EXPECT_FALSE(status_of(folder_).is_complete);
}

}  // namespace
}  // namespace quadrille::journal
