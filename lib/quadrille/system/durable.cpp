#include "quadrille/system/durable.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "quadrille/system/descriptor.hpp"

namespace quadrille::system {

void write_durably(const std::string& path, std::string_view text) {
  const std::string temporary = path + ".new";
  {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file.is_open()) fail("write", temporary);
    write_all(file, text, temporary);
    sync(file, temporary);
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) fail("write", path);
  sync_folder(std::filesystem::path(path).parent_path());
}

std::optional<std::string> read_if_there(const std::string& path) {
  const Descriptor file = open_to_read(path);
  if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!file.is_open()) fail("read", path);
  std::string text;
  char buffer[1 << 14];
  while (true) {
    const auto count = ::read(file.number(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("read", path);
    if (count == 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
  }
}

}  // namespace quadrille::system
