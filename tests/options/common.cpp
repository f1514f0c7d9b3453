#include "quadrille/options/common.hpp"

#include <gtest/gtest.h>

#include "options/program.hpp"
#include "text/refused.hpp"

namespace quadrille::options {
namespace {

std::string refused_common(const std::vector<std::string>& arguments) {
  return refused([&] { common(parse(arguments)); });
}

TEST(Common, IsOpenUntilTheUserChooses) {
  const auto options = common(parse({}));
  EXPECT_EQ(options.seed, std::nullopt);
  EXPECT_EQ(options.format, std::nullopt);
  EXPECT_EQ(options.output, std::nullopt);
  EXPECT_EQ(options.processes_expected, std::nullopt);
  EXPECT_EQ(options.journal, std::nullopt);
  EXPECT_EQ(options.max_time, std::nullopt);
  EXPECT_EQ(options.schedule, Schedule::fixed);
  EXPECT_FALSE(options.compare || options.quiet || options.yes);
}

TEST(Common, ReadsEachOption) {
  const auto options =
      common(parse({"--seed", "9007199254740991", "--format=json", "--output", "π.json", "--schedule",
                    "dynamic", "--processes-expected", "1e3", "--compare", "--quiet", "--yes"}));
  EXPECT_EQ(options.seed, 9007199254740991u);
  EXPECT_EQ(options.format, Format::json);
  EXPECT_EQ(options.output, "π.json");
  EXPECT_EQ(options.processes_expected, 1000u);
  EXPECT_EQ(options.schedule, Schedule::dynamic);
  EXPECT_TRUE(options.compare && options.quiet && options.yes);
}

TEST(Common, TakesEachNameForItsOwnMeaning) {
  EXPECT_EQ(common(parse({"--format", "table"})).format, Format::table);
  EXPECT_EQ(common(parse({"--format", "csv"})).format, Format::csv);
  EXPECT_EQ(common(parse({"--schedule", "static"})).schedule, Schedule::fixed);
  EXPECT_TRUE(common(parse({"--quiet"})).quiet);
  EXPECT_FALSE(common(parse({"--quiet"})).compare);
  EXPECT_FALSE(common(parse({"--quiet"})).yes);
  EXPECT_TRUE(common(parse({"--compare"})).compare);
}

TEST(Common, StopsOnlyWhatHasAJournal) {
  const auto options = common(parse({"--journal", "lab.journal", "--max-time", "1:30:00"}));
  EXPECT_EQ(options.journal, "lab.journal");
  EXPECT_EQ(options.max_time, 5400);
  EXPECT_EQ(refused_common({"--max-time", "5m"}),
            "--max-time would lose the work that is done by then; add --journal DIR to keep it");
  EXPECT_EQ(refused_common({"--journal", "j", "--compare"}),
            "--compare does all of the work twice, and --journal no work twice: leave one out");
  EXPECT_EQ(refused_common({"--journal", ""}),
            "--journal: the folder has no name; write one such as lab.journal");
}

TEST(Common, RefusesBadValues) {
  EXPECT_EQ(refused_common({"--seed", "-1"}),
            "--seed: '-1' is negative; write a whole number such as 1 or 20240501");
  EXPECT_EQ(refused_common({"--format", "tabel"}),
            "--format: 'tabel' is none of table, csv, json; did you mean 'table'?");
  EXPECT_EQ(refused_common({"--schedule", "fixed"}), "--schedule: 'fixed' is none of static, dynamic");
  EXPECT_EQ(refused_common({"--output", ""}),
            "--output: the file has no name; write one such as result.json");
  EXPECT_EQ(refused_common({"--processes-expected", "0"}),
            "--processes-expected: 0 processes cannot run; write 1 or more");
}

}  // namespace
}  // namespace quadrille::options
