#include "quadrille/system/partial_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace quadrille::system {
namespace {

namespace fs = std::filesystem;

/// A folder of this process alone, without links in its name.
class PartialFiles : public ::testing::Test {
 protected:
  PartialFiles() {
    std::string name = (fs::canonical(fs::temp_directory_path()) / "quadrille-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~PartialFiles() override { fs::remove_all(folder_); }

  std::string at(const std::string& name) const { return (folder_ / name).string(); }

 private:
  fs::path folder_;
};

TEST_F(PartialFiles, ResolvesLinksInAnyPart) {
  fs::create_directory(at("there"));
  fs::create_symlink("absent", at("folder"));          // to a folder that is not there
  fs::create_symlink(at("folder/in"), at("through"));  // through another link
  fs::create_symlink("../f.csv", at("there/up.csv"));
  fs::create_symlink("loop", at("loop"));
  EXPECT_EQ(resolved(at("there/new.csv")), at("there/new.csv"));
  EXPECT_EQ(resolved(at("folder/r.json")), at("absent/r.json"));
  EXPECT_EQ(resolved(at("through/r.json")), at("absent/in/r.json"));
  EXPECT_EQ(resolved(at("there/../folder/./r.json")), at("absent/r.json"));
  EXPECT_EQ(resolved(at("there/up.csv")), at("f.csv"));
  EXPECT_EQ(resolved(at("loop")), at("loop"));
  EXPECT_EQ(resolved("/../absent.csv"), "/absent.csv");
  EXPECT_EQ(resolved("absent.csv"), "absent.csv");
  EXPECT_EQ(resolved("absent/../../f.csv"), "../f.csv");
}

TEST_F(PartialFiles, NobodyReadsTheNewOneWhoMayNotReadTheOlder) {
  const auto mask = ::umask(022);
  for (const auto& [mode, beside] :
       std::array<std::pair<mode_t, mode_t>, 4>{{{0600, 0600}, {0640, 0640}, {0644, 0644}, {0400, 0600}}}) {
    std::ofstream(at("d.csv")) << "older";
    ASSERT_EQ(::chmod(at("d.csv").c_str(), mode), 0);
    PartialFile file;
    ASSERT_EQ(file.create(at("d.csv")), 0);
    struct stat status {};
    ASSERT_EQ(::stat(file.name().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, beside);
    ASSERT_EQ(file.close(), 0);
    ASSERT_EQ(file.rename(at("d.csv")), 0);
    ASSERT_EQ(::stat(at("d.csv").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, mode);
    fs::remove(at("d.csv"));
  }
  ::umask(mask);
}

}  // namespace
}  // namespace quadrille::system
