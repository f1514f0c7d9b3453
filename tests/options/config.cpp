#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "options/program.hpp"
#include "quadrille/options/config_file.hpp"
#include "text/refused.hpp"

namespace quadrille::options {
namespace {

/// A file of that content in a folder of its own, which is the working directory for as long as the test
/// runs.
class Config : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(folder_);
    std::filesystem::current_path(folder_);
  }
  void TearDown() override {
    std::filesystem::current_path(home_);
    std::filesystem::remove_all(folder_);
  }

  static Values read(const std::string& content, std::vector<std::string> arguments = {}) {
    std::ofstream("study.ini", std::ios::binary) << content;
    arguments.insert(arguments.begin(), {"--config", "study.ini"});
    return parse(arguments);
  }
  static std::string refused_file(const std::string& content) {
    return refused([&] { read(content); });
  }

 private:
  std::filesystem::path home_ = std::filesystem::current_path();
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("quadrille-config-" + std::to_string(getpid()));
};

TEST_F(Config, ReadsTheSameNames) {
  const auto values =
      read("# a study\nformula = -x^2   # with a remark\r\nfrom=-1\n\nseed = 7\nquiet = yes\nverbose = no");
  EXPECT_EQ(values.at("formula").text, "-x^2");
  EXPECT_EQ(values.at("from").text, "-1");
  EXPECT_EQ(values.at("seed").text, "7");
  EXPECT_EQ(values.at("seed").where, "study.ini:5: seed");
  EXPECT_TRUE(values.has("quiet"));
  EXPECT_FALSE(values.has("verbose"));
  EXPECT_EQ(values.at("estimator").text, "spacings");
}

TEST_F(Config, GivesWayToTheCommandLine) {
  const auto values = read("seed = 7\nfrom = 2\nformula = x\n", {"--seed", "8", "x^2"});
  EXPECT_EQ(values.at("seed").text, "8");
  EXPECT_EQ(values.at("seed").where, "--seed");
  EXPECT_EQ(values.at("formula").text, "x^2");
  EXPECT_EQ(values.at("from").text, "2");
}

TEST_F(Config, MayBeEmpty) { EXPECT_FALSE(read("").has("seed")); }

TEST_F(Config, ReadsLinesOfAnySystem) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto values = read("\xef\xbb\xbfseed = 7" + end + "# a remark" + end + end + "from = 2");
    EXPECT_EQ(values.at("seed").text, "7");
    EXPECT_EQ(values.at("seed").where, "study.ini:1: seed");
    EXPECT_EQ(values.at("from").where, "study.ini:4: from");
  }
}

TEST_F(Config, SwitchesFlagsInWords) {
  for (const char* on : {"yes", "true", "on"}) EXPECT_TRUE(read(std::string("quiet = ") + on).has("quiet"));
  for (const char* off : {"no", "false", "off"})
    EXPECT_FALSE(read(std::string("quiet = ") + off).has("quiet"));
  for (const char* other : {"maybe", "1", ""})
    EXPECT_EQ(refused_file(std::string("\nquiet = ") + other),
              std::string("study.ini:2: quiet: '") + other + "' is none of yes, no, true, false, on, off");
}

TEST_F(Config, BeginsARemarkWithASignAfterABlankOnly) {
  const auto values = read("output = a#b.csv # a remark\n  # another\nformula = x^2\t#\n");
  EXPECT_EQ(values.at("output").text, "a#b.csv");
  EXPECT_EQ(values.at("formula").text, "x^2");
}

TEST_F(Config, SeesPathsFromItsFolder) {
  std::filesystem::create_directory("sub");
  std::ofstream("sub/study.ini") << "output = r.csv\nformula = r.csv\n";
  const auto values = parse({"--config", "sub/study.ini"});
  EXPECT_EQ(values.at("output").text, "sub/r.csv");
  EXPECT_EQ(values.at("formula").text, "r.csv");  // no path
  EXPECT_EQ(parse({"--config", "sub/study.ini", "--output", "r.csv"}).at("output").text, "r.csv");
  EXPECT_EQ(read("output = r.csv\n").at("output").text, "r.csv");
  EXPECT_EQ(read("output = ../r.csv\n").at("output").text, "../r.csv");
  EXPECT_EQ(path_in("sub/study.ini", "/r.csv"), "/r.csv");
  EXPECT_EQ(path_in("sub/study.ini", "-"), "-");
  EXPECT_EQ(path_in("/dev/null", "r.csv"), "r.csv");  // as /dev/fd/63 of a shell's <(..)
}

TEST_F(Config, RefusesUnknownNames) {
  EXPECT_EQ(refused_file("sede = 1\n"), "study.ini:1: sede: no such option; did you mean seed?");
  EXPECT_EQ(refused_file("\n\nwurzel = 1\n"), "study.ini:3: wurzel: no such option; see --help");
  for (const std::string name : {"config", "help", "version"})
    EXPECT_EQ(refused_file(name + " = yes\n"),
              "study.ini:1: " + name + ": stands on the command line only; leave it out here");
  EXPECT_EQ(refused_file("draws = 5\n"), "study.ini:1: draws: no such option; write samples = N");
  EXPECT_EQ(refused_file("silent = 1\n"), "study.ini:1: silent: no such option; write quiet = yes");
  EXPECT_EQ(refused_file("seed\u00a0= 1\n"),
            "study.ini:1: seed\u00a0: no such option; in it this is U+00A0, a no-break space; write a space");
}

TEST_F(Config, RefusesOtherLines) {
  EXPECT_EQ(refused_file("seed 1\n"), "study.ini:1: 'seed 1' sets nothing; write NAME = VALUE");
  EXPECT_EQ(refused_file("\x1b\xff\n"), "study.ini:1: '\\x1b\\xff' sets nothing; write NAME = VALUE");
  EXPECT_EQ(refused_file("= 1\n"), "study.ini:1: '= 1' has no name before its =; write NAME = VALUE");
  EXPECT_EQ(refused_file("--seed = 1\n"),
            "study.ini:1: '--seed' has dashes, which names have on a command "
            "line only; write seed = VALUE");
  EXPECT_EQ(refused_file("from = 1\n[study]\nseed = 1\n"),
            "study.ini:2: '[study]' begins a section, and there are none here; leave it out, and write "
            "NAME = VALUE");
  EXPECT_EQ(refused_file("seed = 1\nseed = 2\n"), "study.ini:2: seed: given twice; write it once");
  for (const char* flags :
       {"quiet = yes\nquiet = no\n", "quiet = no\nquiet = yes\n", "quiet = no\nquiet = no\n"})
    EXPECT_EQ(refused_file(flags), "study.ini:2: quiet: given twice; write it once");
  for (const char* remark : {"; seed", "// seed", "% seed"})
    EXPECT_EQ(refused_file(std::string(remark) + " = 1\n"), "study.ini:1: remarks begin with #");
}

TEST_F(Config, RefusesWhatIsNoText) {
  const std::string why = "--config: 'study.ini' is no text in UTF-8; save it as such";
  EXPECT_EQ(refused_file(std::string("\xff\xfes\0=\0", 6)), why);
  EXPECT_EQ(refused_file(std::string("seed = \0", 8)), why);
}

TEST_F(Config, NamesTheFileInMessagesAboutValues) {
  EXPECT_EQ(refused([&] { common(read("seed = -1\n")); }),
            "study.ini:1: seed: '-1' is negative; write a whole number such as 1 or 20240501");
}

TEST_F(Config, RefusesWhatItCannotRead) {
  EXPECT_EQ(refused([] {
              parse({"--config", "none.ini"});
            }),
            "--config: cannot read 'none.ini' (No such file or directory); name a file that can be read");
  EXPECT_EQ(refused([] {
              parse({"--config", "."});
            }),
            "--config: cannot read '.' (Is a directory); name a file that can be read");
}

}  // namespace
}  // namespace quadrille::options
