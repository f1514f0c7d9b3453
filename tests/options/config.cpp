#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "options/program.hpp"
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
  EXPECT_EQ(values.at("seed").where, "study.ini: seed");
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

TEST_F(Config, RefusesUnknownNames) {
  EXPECT_EQ(refused_file("sede = 1\n"), "study.ini: sede: no such option; did you mean seed?");
  EXPECT_EQ(refused_file("wurzel = 1\n"), "study.ini: wurzel: no such option; see --help");
  EXPECT_EQ(refused_file("[study]\nseed = 1\n"), "study.ini: study.seed: no such option; see --help");
  EXPECT_EQ(refused_file("config = other.ini\n"), "study.ini: config: no such option; see --help");
  EXPECT_EQ(refused_file("help = yes\n"), "study.ini: help: no such option; see --help");
}

TEST_F(Config, RefusesOtherLines) {
  EXPECT_EQ(refused_file("seed 1\n"), "study.ini: 'seed 1' sets nothing; write NAME = VALUE");
  EXPECT_EQ(refused_file("\x1b\xff\n"), "study.ini: '\\x1b\\xff' sets nothing; write NAME = VALUE");
  EXPECT_EQ(refused_file("seed = 1\nseed = 2\n"), "study.ini: seed: given twice; write it once");
  EXPECT_EQ(refused_file("quiet = maybe\n"), "study.ini: quiet: 'maybe' is none of yes, no");
}

TEST_F(Config, NamesTheFileInMessagesAboutValues) {
  EXPECT_EQ(refused([&] { common(read("seed = -1\n")); }),
            "study.ini: seed: '-1' is negative; write a whole number such as 1 or 20240501");
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
