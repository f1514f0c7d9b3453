#include "quadrille/draws/room.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <string_view>

#include <sys/statvfs.h>
#include <unistd.h>

#include "quadrille/draws/checkpoint.hpp"
#include "quadrille/draws/shared_file.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::draws {
namespace {

constexpr std::uint64_t most_sampled = 1024;  // rows
constexpr double log_of_odds = 15;            // ln(2 / p), where p is how often the estimate is too high
constexpr double longest_value = 25;          // "-2.2250738585072014e-308" and a comma
constexpr double shortest_value = 2;

/// Digits of all whole numbers below n.
double digits_below(std::uint64_t n) {
  auto digits = static_cast<double>(n);
  for (std::uint64_t power = 10; power < n; power *= 10) {
    digits += static_cast<double>(n - power);
    if (power > std::numeric_limits<std::uint64_t>::max() / 10) break;
  }
  return digits;
}

/// A lower estimate of what a row takes on average beside its number; exact for a sample of all `draws`. By
/// the empirical Bernstein bound (Maurer and Pontil, 2009), which holds for any law of lengths within a
/// range.
double least_beside_number(std::size_t columns, std::uint64_t draws, const Fill& fill) {
  Rows rows(columns, fill);
  const auto count = std::min({most_sampled, rows.most(), draws});
  std::string_view text = rows(0, count);
  double sum = 0, squares = 0;
  while (!text.empty()) {
    const auto end = text.find('\n') + 1;
    const auto length = static_cast<double>(end - text.find(','));
    sum += length;
    squares += length * length;
    text.remove_prefix(end);
  }
  const auto n = static_cast<double>(count);
  const double mean = sum / n;
  if (count == draws) return mean;
  const auto values = static_cast<double>(columns);
  const double shortest_row = shortest_value * values + 1;
  if (count < 2) return shortest_row;
  const double variance = std::max(0.0, squares / n - mean * mean) * n / (n - 1);
  const double slack = std::sqrt(2 * variance * log_of_odds / n) +
                       7 * log_of_odds / (3 * (n - 1)) * (longest_value - shortest_value) * values;
  return std::max(shortest_row, mean - slack);
}

/// "310 TB".
std::string bytes_text(double bytes) {
  constexpr std::array units = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit) bytes /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g ", bytes);
  return std::string(text.data()) + units.at(unit);
}

/// Bytes that this process may still write in the folder; infinite where the system does not say.
double free_in(const std::string& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0 || disk.f_blocks == 0)
    return std::numeric_limits<double>::infinity();
  const auto blocks = ::geteuid() == 0 ? disk.f_bfree : disk.f_bavail;
  return static_cast<double>(blocks) * static_cast<double>(disk.f_frsize);
}

}  // namespace

double least_bytes(std::size_t columns, std::uint64_t first, std::uint64_t draws, const Fill& fill) {
  if (first >= draws) return 0;
  return digits_below(draws) - digits_below(first) +
         static_cast<double>(draws - first) * least_beside_number(columns, draws, fill);
}

std::string refusal_for_room(const std::string& path, double bytes, double free) {
  if (bytes <= free) return "";
  return "cannot write " + text::quoted(path) + ": its draws take at least " + bytes_text(bytes) + " and " +
         bytes_text(free) + " are free there; make room, name a file on another disk, or ask for fewer " +
         text::spoken("draws");
}

std::uint64_t require_room(team::Team& team, const std::string& path, const std::vector<std::string>& names,
                           std::uint64_t draws, const Fill& fill, const std::optional<std::string>& folder) {
  const SharedFile file(team, path);
  Checkpoint::Standing standing;
  if (folder) {
    Checkpoint checkpoint(team, *folder, draws);
    if (checkpoint.is_published(file)) return 0;
    if (team.rank() == 0) standing = checkpoint.standing(file);
  }
  return team.from_rank_0([&] {
    const double free = free_in(std::filesystem::path(file.path()).parent_path().string());
    const double bytes = least_bytes(names.size(), standing.rows, draws, fill);
    const auto why = refusal_for_room(path, bytes, free + static_cast<double>(standing.freed));
    if (!why.empty()) throw text::InputError(why);
    return draws - standing.rows;
  });
}

}  // namespace quadrille::draws
