#include "quadrille/system/host.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <unistd.h>

#include "quadrille/text/digest.hpp"

namespace quadrille::system {
namespace {

std::string first_line_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

std::string host_name() {
  std::string name(256, '\0');
  if (gethostname(name.data(), name.size() - 1) != 0) return "localhost";
  name.resize(name.find('\0'));
  return name;
}

std::string host_identity(const std::string& name) {
  std::string boot = first_line_of("/proc/sys/kernel/random/boot_id");
  if (boot.empty()) boot = first_line_of("/etc/machine-id");
  std::error_code ignored;
  const std::string network = std::filesystem::read_symlink("/proc/self/ns/net", ignored);
  constexpr std::size_t enough = 16;  // of 32 digits: 64 bits
  return name + '\n' + text::digest_of(boot + '\n' + network).substr(0, enough);
}

std::string name_in(const std::string& identity) { return identity.substr(0, identity.find('\n')); }

}  // namespace quadrille::system
