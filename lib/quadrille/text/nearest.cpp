#include "quadrille/text/nearest.hpp"

#include <algorithm>
#include <vector>

namespace quadrille::text {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Three rows of the table of distances between the beginnings of a and b: the current one and the two before
/// it.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::size_t> likeness(std::string_view name, std::string_view candidate) {
  const auto [shorter, longer] = std::minmax({name.size(), candidate.size()});
  const auto a = lower(name), b = lower(candidate);
  if (name.size() >= 3 && a.size() < b.size() && b.starts_with(a)) return 1;
  const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
  if (longer - shorter > allowed) return std::nullopt;  // before the table: names may be of any length
  const auto distance = edits(a, b);
  if (distance > allowed || distance >= longer) return std::nullopt;
  return distance;
}

}  // namespace quadrille::text
