#include "quadrille/system/descriptor.hpp"

#include <cerrno>
#include <cstddef>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::system {
namespace {

std::string advice(int error) {
  if (error == ENOSPC || error == EDQUOT) return "make room";
  if (error == ENOENT || error == ESTALE) return "see who removed it";
  return "put that right";
}

}  // namespace

void fail(const std::string& what, const std::string& path) {
  const int error = errno;
  throw text::RunError("cannot " + what + ' ' + text::quoted(path) + ": " +
                       std::system_category().message(error) + "; " + advice(error) +
                       ", then run the same command again to go on");
}

Descriptor::~Descriptor() {
  if (is_open()) ::close(number_);
}

Descriptor open_to_read(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.is_open() && ::fstat(file.number(), &status) == 0 && !S_ISREG(status.st_mode))
    throw text::RunError(
        "cannot read " + text::quoted(path) +
        ": it is not a regular file; put that right, then run the same command again to go on");
  return file;
}

void write_all(const Descriptor& file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync(const Descriptor& file, const std::string& path) {
  while (::fdatasync(file.number()) != 0)
    if (errno != EINTR) fail("write", path);
}

void sync_folder(const std::string& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.is_open()) ::fsync(open.number());
}

}  // namespace quadrille::system
