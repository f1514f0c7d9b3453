// A folder of one test alone.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace quadrille::journal {

class InFolder : public testing::Test {
 protected:
  InFolder() { std::filesystem::create_directory(folder_); }
  ~InFolder() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + '/' + name; }

  static std::string bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }

  std::string folder_ = testing::TempDir() + "quadrille_journal_" + std::to_string(::getpid());
};

}  // namespace quadrille::journal
