#include "quadrille/work/packed_sizes.hpp"

#include <algorithm>
#include <bit>

namespace quadrille::work {
namespace {

// What Boost writes around values: a container's count and version; a node's level and index; a map's key.
constexpr std::uint64_t container = 12, node = 12, key = 8;
constexpr std::uint64_t compute = 24;  // three doubles beside the partial result

/// The largest aligned nodes that make up leaves [begin, end): what a Fold holds of them.
std::uint64_t nodes(std::uint64_t begin, std::uint64_t end) {
  std::uint64_t count = 0;
  for (; begin < end; ++count) {
    const std::uint64_t fits = std::bit_floor(end - begin);
    const std::uint64_t aligned = begin == 0 ? fits : begin & (~begin + 1);
    begin += std::min(fits, aligned);
  }
  return count;
}

std::uint64_t fold(std::uint64_t begin, std::uint64_t end, std::uint64_t value) {
  return container + nodes(begin, end) * (node + value);
}

/// Blocks [begin, end) of one replicate that lacks others.
std::uint64_t open(std::uint64_t begin, std::uint64_t end, const PackedSizes& weight) {
  return begin < end ? key + fold(begin, end, weight.leaf) : 0;
}

/// Slots [begin, end) of one group, counted from its first.
std::uint64_t bytes_of_group(const Layout& layout, const Group& group, std::uint64_t begin, std::uint64_t end,
                             const PackedSizes& weight) {
  const std::uint64_t size = std::max<std::uint64_t>(group.blocks, 1);
  std::uint64_t first = begin / size, last = end / size;  // whole replicates [first, last)
  std::uint64_t bytes = key + weight.tally + container;
  if (layout.growth() == Growth::blocks) return bytes + container + open(begin, end, weight);
  if (const std::uint64_t within = begin % size; within > 0) {
    bytes += open(within, first == last ? end % size : size, weight);
    ++first;
  }
  if (first <= last) bytes += open(0, end % size, weight);
  return bytes + fold(first, std::max(first, last), weight.summary);
}

}  // namespace

std::uint64_t bytes_of_shares(std::uint64_t shares) { return container + shares * sizeof(Share); }

std::uint64_t bytes_of(const Layout& layout, const Share& slots, const PackedSizes& weight) {
  std::uint64_t bytes = container + compute;
  if (slots.begin == slots.end) return bytes;
  const std::uint64_t first = layout.at(slots.begin).group, last = layout.at(slots.end - 1).group;
  const auto bytes_within = [&](std::uint64_t group) {
    const std::uint64_t before = layout.slots_before(group);
    return bytes_of_group(layout, layout.group(group), std::max(slots.begin, before) - before,
                          std::min(slots.end, layout.slots_before(group + 1)) - before, weight);
  };
  bytes += bytes_within(first);
  if (last > first) bytes += bytes_within(last);
  if (last > first + 1)  // whole groups, all of one weight
    bytes +=
        (last - first - 1) * (key + weight.tally + container + fold(0, layout.replicates(), weight.summary));
  return bytes;
}

}  // namespace quadrille::work
