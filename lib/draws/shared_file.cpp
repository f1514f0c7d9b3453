#include "draws/shared_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/error.hpp"
#include "text/quote.hpp"

namespace quadrille::draws {
namespace {

/// Gathered in place of a length by a rank that cannot go on.
constexpr auto failed = std::numeric_limits<std::uint64_t>::max();

std::string reason(int error) { return std::system_category().message(error); }

/// The file that `path` leads to, so that a symbolic link stays one.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (owned_) ::unlink(name_.c_str());
}

int PartialFile::create(const std::string& path) {
  const auto stem = path + ".partial-";
  // The process number may be in use on another host that shares the folder: then the next one.
  for (auto number = ::getpid(); descriptor_ < 0; ++number) {
    name_ = stem + std::to_string(number);
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST) return errno;
  }
  owned_ = true;
  return 0;
}

int PartialFile::open(const std::string& name) {
  name_ = name;
  descriptor_ = ::open(name.c_str(), O_WRONLY | O_CLOEXEC);
  return descriptor_ < 0 ? errno : 0;
}

int PartialFile::write(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return 0;
}

int PartialFile::close() {
  const int sync_error = ::fsync(descriptor_) == 0 ? 0 : errno;
  const int close_error = ::close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno;
  return sync_error != 0 ? sync_error : close_error;
}

int PartialFile::rename(const std::string& path) {
  if (::rename(name_.c_str(), path.c_str()) != 0) return errno;
  owned_ = false;
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);  // the name, too, should outlive a power cut; some file systems cannot promise it
    ::close(folder);
  }
  return 0;
}

std::string refusal(const std::string& path) {
  const auto cannot = "cannot write " + text::quoted(path) + ": ";
  const auto folder = folder_of(path);
  struct stat status {};
  if (path.empty()) return "the name of the output file is empty; write one such as draws.csv";
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return cannot + "it is a directory; name a file in it";
    if (!S_ISREG(status.st_mode)) return cannot + "it is not a regular file; name a new file";
    if (::access(path.c_str(), W_OK) != 0) return cannot + reason(errno) + "; name another file";
  } else if (errno != ENOENT) {
    return cannot + reason(errno) + "; name another file";
  }
  if (::stat(folder.c_str(), &status) != 0)
    return cannot + "there is no folder " + text::quoted(folder) + "; make it first";
  PartialFile trial;
  const int error = trial.create(resolved(path));
  return error == 0 ? "" : cannot + reason(error) + "; name another file";
}

void write_whole(const std::string& path, std::string_view text) {
  const std::string target = resolved(path);
  PartialFile file;
  int error = file.create(target);
  if (error == 0) error = file.write(0, text);
  if (error == 0) error = file.close();
  if (error == 0) error = file.rename(target);
  if (error != 0) throw text::RunError("cannot write " + text::quoted(path) + ": " + reason(error));
}

SharedFile::SharedFile(distribute::Team& team, const std::string& path)
    : team_(team), path_(team.broadcast(team.rank() == 0 ? resolved(path) : "")) {
  if (team_.rank() == 0) note(file_.create(path_), "write");
  require_all();
  const auto name = team_.broadcast(file_.name());
  if (team_.rank() != 0) note(file_.open(name), "open the shared file");
  require_all();
}

void SharedFile::append(std::string_view own) {
  const auto lengths = team_.all_gather(failure_.empty() ? own.size() : failed);
  if (std::ranges::count(lengths, failed) > 0) require_all();
  auto offset = size_;
  for (int rank = 0; rank < team_.rank(); ++rank) offset += lengths[static_cast<std::size_t>(rank)];
  for (const auto length : lengths) size_ += length;
  note(file_.write(offset, own), "write");
}

void SharedFile::publish() {
  if (failure_.empty()) note(file_.close(), "write");
  require_all();
  if (team_.rank() == 0) note(file_.rename(path_), "rename what was written to");
  require_all();
}

void SharedFile::note(int error, const std::string& what) {
  if (error != 0)
    failure_ = "host " + team_.host() + " cannot " + what + ' ' + text::quoted(path_) + ": " + reason(error);
}

void SharedFile::require_all() {
  const auto failures = team_.all_gather(failure_);
  const auto first = std::ranges::find_if_not(failures, &std::string::empty);
  if (first != failures.end()) throw text::RunError(*first);
}

}  // namespace quadrille::draws
