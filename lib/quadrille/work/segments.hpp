// Which part of a problem's work something is, in coordinates that survive when the problem is extended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace quadrille::work {

/// Places [first, last) of a group. A replicate of b base blocks has max(b, 1) places, and replicates follow
/// one another: more replicates, or more blocks of the only one, add places behind those that there were.
struct Segment {
  std::uint64_t group = 0;
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  bool operator==(const Segment&) const = default;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& group& first& last;
  }
};

/// A set of places.
class Segments {
 public:
  Segments() = default;
  explicit Segments(const std::vector<Segment>& list);

  void add(const Segment& segment);
  bool overlaps(const Segment& segment) const;
  bool overlaps(const std::vector<Segment>& list) const;

  /// In order of group and place; no two touch.
  std::vector<Segment> list() const;
  /// The parts of `whole` that are not in the set, in order.
  std::vector<Segment> missing_of(const Segment& whole) const;

 private:
  using Ends = std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t>;

  Ends::const_iterator first_that_ends_after(std::uint64_t group, std::uint64_t place) const;

  Ends ends_;  // (group, first) -> last
};

/// How many places they are.
std::uint64_t places(const std::vector<Segment>& list);

/// Indices of sets of which no two have a place in common: the largest first, of equal ones the earlier.
std::vector<std::size_t> disjoint(const std::vector<std::vector<Segment>>& sets);

}  // namespace quadrille::work
