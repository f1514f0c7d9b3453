#include "quadrille/report/plot.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "quadrille/system/command.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

Plot line(Axes axes) {
  return {"it's a title", "x", "y", axes, {{"one", Mark::points, {{1, 2}, {2, 4}, {0, 3}}}}};
}

TEST(Plots, scripts_carry_their_data) {
  const std::string script = gnuplot_script({line(Axes::linear)}, ".png", "a.png");
  EXPECT_THAT(script, HasSubstr("$curve0 << END\n1 2\n2 4\n0 3\nEND\n"));
  EXPECT_THAT(script, HasSubstr("set output \"a.png\""));
  EXPECT_THAT(script, HasSubstr("set title \"it's a title\""));
  EXPECT_THAT(script, Not(HasSubstr("multiplot")));
  EXPECT_THAT(gnuplot_script({line(Axes::linear), line(Axes::linear)}, ".svg", "a.svg"),
              HasSubstr("set multiplot layout 1,2"));
  EXPECT_THAT(gnuplot_script({line(Axes::linear), line(Axes::linear)}, "", ""), Not(HasSubstr("multiplot")));
}

TEST(Plots, what_an_axis_cannot_show_is_left_out) {
  EXPECT_THAT(gnuplot_script({line(Axes::logarithmic)}, ".png", "a"), HasSubstr("END\n1 2\n2 4\nEND\n"));
  Plot plot = line(Axes::linear);
  plot.curves[0].points = {{1, std::numeric_limits<double>::quiet_NaN()}, {2, 3}};
  EXPECT_THAT(gnuplot_script({plot}, ".png", "a"), HasSubstr("END\n2 3\nEND\n"));
}

TEST(Plots, targets_of_no_known_kind_are_refused) {
  EXPECT_THAT(
      [] { check_plot("a.jpg", "--plot"); },
      ThrowsMessage<text::InputError>(HasSubstr("--plot: 'a.jpg' is of no known kind; end it in .png")));
}

TEST(Plots, names_and_titles_are_no_commands) {
  Plot plot = line(Axes::linear);
  plot.title = "x +\n 1";
  const std::string script = gnuplot_script({plot}, ".svg", "a\n`b`\"\\.svg");
  EXPECT_THAT(script, HasSubstr("set output \"a\\012\\140b\\140\\042\\134.svg\"\n"));
  EXPECT_THAT(script, HasSubstr("set title \"x +\\012 1\"\n"));
}

class Drawn : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    if (system::path_of("gnuplot").empty()) GTEST_SKIP() << "gnuplot is not installed";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / ("plots." + std::to_string(getpid()));
};

TEST_F(Drawn, files_of_each_kind) {
  const std::pair<const char*, std::string> kinds[] = {
      {"it's.png", "\x89PNG"}, {"a.svg", "<?xml"}, {"a\n`\"\\.pdf", "%PDF"}};
  for (const auto& [name, begin] : kinds) {
    const auto path = folder_ / name;
    draw({line(Axes::linear), line(Axes::logarithmic)}, path);
    std::ifstream file(path, std::ios::binary);
    std::string first(begin.size(), '\0');
    file.read(first.data(), static_cast<std::streamsize>(first.size()));
    EXPECT_EQ(first, begin);
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 3);
}

TEST_F(Drawn, nothing_is_left_of_a_plot_that_fails) {
  EXPECT_THAT(
      [&] {
        draw({{"", "", "", Axes::linear, {}}}, folder_ / "a.png");
      },
      ThrowsMessage<text::RunError>(HasSubstr("a.png': function to plot expected")));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

/// Another program of that name, which says and does what the script does.
std::string failure_of(const std::filesystem::path& folder, const std::string& script) {
  const std::filesystem::path program = folder / "gnuplot";
  std::ofstream(program) << "#!/bin/sh\n" << script;
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  setenv("PATH", (folder.string() + ':' + path).c_str(), 1);
  std::string message;
  try {
    draw({line(Axes::linear)}, folder / "a.png");
  } catch (const text::RunError& error) {
    message = error.what();
  }
  setenv("PATH", path.c_str(), 1);
  return message.substr(std::min(message.size(), message.find("a.png': ") + 8));
}

TEST_F(Drawn, a_failure_has_gnuplots_own_reason) {
  EXPECT_EQ(failure_of(folder_, "printf '\\ngnuplot> plot\\n  ^\\n   line 7: no such font\\n' >&2; exit 1"),
            "no such font");
  EXPECT_EQ(failure_of(folder_, "printf '\\nlibcairo.so: not found\\nmore\\n' >&2; exit 127"),
            "libcairo.so: not found");
  EXPECT_EQ(failure_of(folder_, "exit 4"), "it ended with status 4");
  EXPECT_EQ(failure_of(folder_, "exit 0"), "the picture is not whole; is the disk full?");
}

}  // namespace
}  // namespace quadrille::report
