#include "quadrille/journal/nodes_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace quadrille::journal {
namespace {

constexpr std::uint64_t always_allowed = std::uint64_t{16} << 20U;

system::Descriptor create(const std::string& path) {
  system::Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666));
  if (!file.is_open()) system::fail("write", path);
  return file;
}

}  // namespace

NodesFile::NodesFile(std::string path, const Opening& opening)
    : path_(std::move(path)), opening_(framed(Kind::opening, opening.text())) {}

void NodesFile::append(const std::string& payload) {
  if (!file_.is_open()) {
    file_ = create(path_);
    write(opening_);
    system::sync_folder(std::filesystem::path(path_).parent_path());
  }
  write(framed(Kind::nodes, payload));
}

void NodesFile::sync() {
  if (file_.is_open()) system::sync(file_, path_);
}

void NodesFile::replace(const std::vector<std::string>& payloads) {
  const std::string temporary = path_ + ".new";
  file_ = create(temporary);
  size_ = 0;
  write(opening_);
  for (const std::string& payload : payloads) write(framed(Kind::nodes, payload));
  system::sync(file_, temporary);
  if (std::rename(temporary.c_str(), path_.c_str()) != 0) system::fail("write", path_);
  system::sync_folder(std::filesystem::path(path_).parent_path());
  size_when_replaced_ = size_;
}

bool NodesFile::is_long() const { return size_ > always_allowed + 2 * size_when_replaced_; }

void NodesFile::write(const std::string& bytes) {
  system::write_all(file_, bytes, path_);
  size_ += bytes.size();
  struct stat status {};
  if (::fstat(file_.number(), &status) == 0 && status.st_nlink > 0) return;
  errno = ENOENT;  // written to a file without a name is written to nowhere
  system::fail("write", path_);
}

}  // namespace quadrille::journal
