#include "draws/room.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "draws/partial_file.hpp"
#include "journal/manifest.hpp"
#include "text/error.hpp"
#include "text/quote.hpp"

namespace quadrille::draws {
namespace {

constexpr double longest_number = 25;  // bytes of -1.2345678901234567e-308 and a comma
constexpr std::uint64_t most_tried = 1000;

/// "77 GB"
std::string size_text(double bytes) {
  constexpr std::array units = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit) bytes /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g %s", bytes, units[unit]);
  return text.data();
}

/// How many rows the file has that a journal goes on with.
std::uint64_t rows_in(const std::string& folder) {
  const auto state = journal::read_draws_state(folder);
  return state ? state->rows : 0;
}

/// What is free where the file is to be; negative if nobody knows.
double free_beside(const std::string& path) {
  std::error_code error;
  const auto folder = std::filesystem::absolute(resolved(path), error).parent_path();
  if (error) return -1;
  const auto space = std::filesystem::space(folder, error);
  return error || space.capacity == 0 ? -1 : static_cast<double>(space.available);
}

}  // namespace

void require_room(distribute::Team& team, const std::string& path, std::size_t columns, std::uint64_t draws,
                  const Fill& fill, const std::optional<std::string>& folder) {
  team.from_rank_0([&]() -> std::string {
    const std::uint64_t done = folder ? rows_in(*folder) : 0;
    if (done >= draws) return "";
    const auto left = static_cast<double>(draws - done);
    const double room = free_beside(path);
    if (room < 0 || left * longest_number * static_cast<double>(columns + 1) <= room) return "";
    Rows rows(columns, fill);
    const std::uint64_t tried = std::min({draws - done, most_tried, rows.most()});
    const double needed = left * static_cast<double>(rows(done, tried).size()) / static_cast<double>(tried);
    if (needed <= room) return "";
    throw text::InputError(
        "cannot write " + text::quoted(path) + ": it takes about " + size_text(needed) +
        ", and there is room for " + size_text(room) +
        "; make room, ask for fewer draws or columns, or lead --output - through a compressor");
  });
}

}  // namespace quadrille::draws
