#include "quadrille/system/partial_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::system {
namespace {

constexpr std::array signals = {SIGTERM, SIGINT,  SIGHUP,  SIGUSR1, SIGUSR2,
                                SIGQUIT, SIGALRM, SIGXCPU, SIGPIPE, SIGVTALRM};

/// The file that a signal removes; one at a time. Empty: none.
std::array<char, 4096> doomed{};

void remove_and_end(int signal) {
  ::unlink(doomed.data());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// Signals that would end this process remove the file first.
void remove_on_signals(const std::string& name) {
  if (name.size() >= doomed.size()) return;
  doomed[name.copy(doomed.data(), name.size())] = '\0';
  for (const int signal : signals) {
    struct sigaction current {};
    if (::sigaction(signal, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
      std::signal(signal, remove_and_end);
  }
}

void leave_signals_alone() {
  for (const int signal : signals) {
    struct sigaction current {};
    if (::sigaction(signal, nullptr, &current) == 0 && current.sa_handler == remove_and_end)
      std::signal(signal, SIG_DFL);
  }
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

std::vector<std::filesystem::path> parts_from_last(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> parts(path.begin(), path.end());
  std::ranges::reverse(parts);
  return parts;
}

/// Permissions for a file that is to replace one at `path`: nobody else may read it sooner than afterwards.
mode_t mode_beside(const std::string& path) {
  struct stat there {};
  return ::stat(path.c_str(), &there) == 0 ? (there.st_mode & 0066U) | 0600U : 0666U;
}

}  // namespace

std::string reason(int error) { return std::system_category().message(error); }

std::string resolved(const std::string& path) {
  constexpr int most_links = 40;  // as the system follows
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  if (!error) return target.string();
  std::filesystem::path found;
  auto rest = parts_from_last(path);
  for (int links = 0; !rest.empty();) {
    const auto part = rest.back();
    rest.pop_back();
    if (part == ".." && !found.empty() && found.filename() != "..") {
      found = found.parent_path();
    } else if (const auto next = std::filesystem::read_symlink(found / part, error);
               !error && ++links <= most_links) {
      std::ranges::copy(parts_from_last(next), std::back_inserter(rest));
    } else if (part != ".") {
      found /= part;
    }
  }
  return found.string();
}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!owned_ || unfinished_ == Unfinished::kept) return;
  ::unlink(name_.c_str());
  leave_signals_alone();
}

int PartialFile::create(const std::string& path) {
  constexpr std::size_t longest = NAME_MAX - std::string_view(".partial-4194304000").size();
  const std::filesystem::path whole = path;
  const std::string name = whole.filename().string().substr(0, longest);
  const auto stem = (whole.parent_path() / name).string() + ".partial-";
  const mode_t mode = mode_beside(path);
  // The process number may be in use on another host that shares the folder: then the next one.
  for (auto number = ::getpid(); descriptor_ < 0; ++number) {
    name_ = stem + std::to_string(number);
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor_ < 0 && errno != EEXIST) return errno;
  }
  owned_ = true;
  if (unfinished_ == Unfinished::removed) remove_on_signals(name_);
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

int PartialFile::truncate(std::uint64_t size) {
  return ::ftruncate(descriptor_, static_cast<off_t>(size)) == 0 ? 0 : errno;
}

int PartialFile::sync() { return ::fsync(descriptor_) == 0 ? 0 : errno; }

int PartialFile::close() {
  const int sync_error = sync();
  const int close_error = ::close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno;
  return sync_error != 0 ? sync_error : close_error;
}

int PartialFile::rename(const std::string& path) {
  struct stat there {};
  if (::stat(path.c_str(), &there) == 0) {
    const bool owned = ::chown(name_.c_str(), there.st_uid, there.st_gid) == 0;
    const mode_t mode = there.st_mode & (owned ? 07777U : 0777U);
    if (::chmod(name_.c_str(), mode) != 0) return errno;
  }
  if (::rename(name_.c_str(), path.c_str()) != 0) return errno;
  if (std::exchange(owned_, false) && unfinished_ == Unfinished::removed) leave_signals_alone();
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);  // the name, too, should outlive a power cut; some file systems cannot promise it
    ::close(folder);
  }
  return 0;
}

std::string refusal(const std::string& path, PartialFile& trial) {
  const auto cannot = "cannot write " + text::quoted(path) + ": ";
  const auto folder = folder_of(resolved(path));
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
  std::error_code lost;
  const std::string target = std::filesystem::absolute(resolved(path), lost).string();
  if (lost) return cannot + "the working folder is gone; change to one that is there";
  const int error = trial.create(target);
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

}  // namespace quadrille::system
