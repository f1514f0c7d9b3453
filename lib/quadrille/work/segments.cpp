#include "quadrille/work/segments.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace quadrille::work {

Segments::Segments(const std::vector<Segment>& list) {
  for (const Segment& segment : list) add(segment);
}

Segments::Ends::const_iterator Segments::first_that_ends_after(std::uint64_t group,
                                                               std::uint64_t place) const {
  auto found = ends_.upper_bound({group, place});
  if (found == ends_.begin()) return found;
  const auto before = std::prev(found);
  return before->first.first == group && before->second > place ? before : found;
}

void Segments::add(const Segment& segment) {
  if (segment.first == segment.last) return;
  auto [group, first, last] = segment;
  // Takes in all that overlaps or touches it.
  auto found = first > 0 ? first_that_ends_after(group, first - 1) : ends_.lower_bound({group, 0});
  while (found != ends_.end() && found->first.first == group && found->first.second <= last) {
    first = std::min(first, found->first.second);
    last = std::max(last, found->second);
    found = ends_.erase(found);
  }
  ends_.emplace_hint(found, std::pair(group, first), last);
}

bool Segments::overlaps(const Segment& segment) const {
  const auto found = first_that_ends_after(segment.group, segment.first);
  return segment.first < segment.last && found != ends_.end() && found->first.first == segment.group &&
         found->first.second < segment.last;
}

bool Segments::overlaps(const std::vector<Segment>& list) const {
  return std::ranges::any_of(list, [&](const Segment& segment) { return overlaps(segment); });
}

std::vector<Segment> Segments::list() const {
  std::vector<Segment> all;
  for (const auto& [begin, last] : ends_) all.push_back({begin.first, begin.second, last});
  return all;
}

std::vector<Segment> Segments::missing_of(const Segment& whole) const {
  std::vector<Segment> missing;
  std::uint64_t reached = whole.first;
  for (auto found = first_that_ends_after(whole.group, whole.first);
       found != ends_.end() && found->first.first == whole.group && found->first.second < whole.last;
       ++found) {
    if (found->first.second > reached) missing.push_back({whole.group, reached, found->first.second});
    reached = found->second;
  }
  if (reached < whole.last) missing.push_back({whole.group, reached, whole.last});
  return missing;
}

std::uint64_t places(const std::vector<Segment>& list) {
  return std::accumulate(list.begin(), list.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Segment& s) { return sum + (s.last - s.first); });
}

std::vector<std::size_t> disjoint(const std::vector<std::vector<Segment>>& sets) {
  std::vector<std::uint64_t> sizes;
  for (const auto& set : sets) sizes.push_back(places(set));
  std::vector<std::size_t> order(sets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  Segments taken;
  std::vector<std::size_t> chosen;
  for (const std::size_t index : order) {
    if (taken.overlaps(sets[index])) continue;
    for (const Segment& segment : sets[index]) taken.add(segment);
    chosen.push_back(index);
  }
  return chosen;
}

}  // namespace quadrille::work
