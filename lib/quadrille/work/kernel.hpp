// What a problem must offer in order to be run by a team.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

#include "quadrille/work/layout.hpp"

namespace quadrille::work {

/// A partial result: default-constructed it is empty, and `left.merge(right)` appends its right neighbour.
/// It has `template <class Archive> void serialize(Archive&, unsigned)` as Boost.Serialization asks.
template <class T>
concept Mergeable = std::default_initializable<T> && std::movable<T> && requires(T left, const T& right) {
  left.merge(right);
};

/// The work of one problem.
///
///     Leaf     result of a base block, merged in order into the result of a replicate
///     Summary  result of a concluded replicate, merged in order into the result of a group
///     Tally    exact counts of a group, merged in any order (so merge() must be exact and commutative)
///
/// Calling the kernel with a block is a pure function of problem and block: it knows no rank, no clock, no
/// file. It may keep scratch memory. `replay` gives the command line that repeats a block alone.
template <class K>
concept Kernel = Mergeable<typename K::Leaf> && Mergeable<typename K::Summary> &&
    Mergeable<typename K::Tally> && requires(K& kernel, const Block& block, typename K::Tally& tally,
                                             const typename K::Leaf& leaf, std::uint64_t index) {
  { kernel(block, tally) } -> std::same_as<typename K::Leaf>;
  { kernel.conclude(index, index, leaf) } -> std::same_as<typename K::Summary>;
  { kernel.replay(block) } -> std::convertible_to<std::string>;
};

/// The result of one group: all its replicates.
template <Kernel K>
struct GroupResult {
  typename K::Summary summary;
  typename K::Tally tally;
};

/// Results by group, in order; on ranks other than 0 it stays empty.
template <Kernel K>
using Outcome = std::vector<GroupResult<K>>;

}  // namespace quadrille::work
