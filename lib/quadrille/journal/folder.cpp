#include "quadrille/journal/folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string_view>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include "quadrille/system/descriptor.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::journal {
namespace {

namespace fs = std::filesystem;

std::string in(const std::string& folder, const std::string& name) { return fs::path(folder) / name; }

/// "nodes-RUN-RANK" and nothing behind it.
bool names_nodes(std::string_view name) {
  constexpr std::size_t digits = 16, rank = 6 + digits + 1;
  return name.size() > rank && name.starts_with("nodes-") && name[rank - 1] == '-' &&
         name.find_first_not_of("0123456789abcdef", 6) == rank - 1 &&
         name.find_first_not_of("0123456789", rank) == std::string_view::npos;
}

/// What write_durably, a file of nodes and the token of a journal leave when they are interrupted.
bool names_leftover(std::string_view name) {
  constexpr std::string_view ending = ".new";
  const bool is_new = name.ends_with(ending);
  if (is_new) name.remove_suffix(ending.size());
  if (name.starts_with("token-"))
    return name.size() == 22 && name.find_first_not_of("0123456789abcdef", 6) == std::string_view::npos;
  if (!is_new) return false;
  return name == "manifest.json" || name == "complete.json" || name == "draws.json" || names_nodes(name);
}

template <class Use>
void for_each_name(const std::string& folder, const Use& use) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error))
    use(entries->path().filename().string());
  if (!error) return;
  errno = error.value();
  system::fail("read", folder);
}

}  // namespace

std::string manifest_in(const std::string& folder) { return in(folder, "manifest.json"); }
std::string complete_in(const std::string& folder) { return in(folder, "complete.json"); }
std::string draws_in(const std::string& folder) { return in(folder, "draws.json"); }

std::string nodes_in(const std::string& folder, const std::string& run, std::uint64_t rank) {
  return in(folder, "nodes-" + run + '-' + std::to_string(rank));
}

std::string random_run() {
  std::random_device device;
  const std::uint64_t bits = std::uint64_t{device()} << 32U | device();
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016" PRIx64, bits);
  return text.data();
}

void make_folder(const std::string& folder) {
  const auto refuse = [&](const std::string& why) {
    throw text::InputError(text::spoken("journal") + ": " + text::quoted(folder) + ": " + why +
                           "; name a folder for the journal");
  };
  if (::mkdir(folder.c_str(), 0777) == 0)
    system::sync_folder(fs::path(folder) / "..");  // so that its name lasts, too
  else if (errno != EEXIST)
    refuse(std::system_category().message(errno));
  if (std::error_code unknown; !fs::is_directory(folder, unknown)) refuse("it is not a folder");
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) refuse(std::system_category().message(errno));
}

std::vector<std::string> nodes_files(const std::string& folder) {
  std::vector<std::string> paths;
  for_each_name(folder, [&](const std::string& name) {
    if (names_nodes(name)) paths.push_back(in(folder, name));
  });
  std::ranges::sort(paths);
  return paths;
}

void remove_leftovers(const std::string& folder) {
  for_each_name(folder, [&](const std::string& name) {
    if (names_leftover(name)) ::unlink(in(folder, name).c_str());
  });
}

}  // namespace quadrille::journal
