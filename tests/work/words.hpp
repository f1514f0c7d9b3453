// A kernel whose result shows how it was made: words in brackets, one pair for each merge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quadrille/work/kernel.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::work::testing {

/// Neither commutative nor associative: "a" merged with "b" is "(a.b)".
struct Word {
  std::string text;

  void merge(const Word& right) { text = "(" + text + "." + right.text + ")"; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& text;
  }
  bool operator==(const Word&) const = default;
};

struct Count {
  std::uint64_t blocks = 0;

  void merge(const Count& other) { blocks += other.blocks; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& blocks;
  }
};

/// A tally that counts nothing.
struct Nothing {
  void merge(const Nothing&) {}
  template <class Archive>
  void serialize(Archive&, unsigned) {}
};

struct Words {
  using Leaf = Word;
  using Summary = Word;
  using Tally = Count;

  Word operator()(const work::Block& at, Count& tally) {
    ++tally.blocks;
    return {std::to_string(at.block)};
  }
  Word conclude(std::uint64_t group, std::uint64_t replicate, const Word& whole) {
    return {std::to_string(group) + "/" + std::to_string(replicate) + ":" + whole.text};
  }
  std::string replay(const work::Block& at) { return "words --block " + std::to_string(at.block); }
};

/// The aligned tree by its definition: leaves [begin, begin + 2^level), cut at the end of `leaves`.
inline std::string tree(const std::vector<std::string>& leaves, unsigned level, std::uint64_t begin) {
  if (level == 0) return leaves[begin];
  const std::uint64_t middle = begin + (std::uint64_t{1} << (level - 1));
  const std::string left = tree(leaves, level - 1, begin);
  return middle < leaves.size() ? "(" + left + "." + tree(leaves, level - 1, middle) + ")" : left;
}

inline std::string tree(const std::vector<std::string>& leaves) {
  unsigned level = 0;
  while ((std::uint64_t{1} << level) < leaves.size()) ++level;
  return leaves.empty() ? "" : tree(leaves, level, 0);
}

/// What running Words must give for a group, by the definition.
inline std::string expected(const work::Layout& layout, std::uint64_t group) {
  std::vector<std::string> replicates;
  for (std::uint64_t r = 0; r < layout.replicates(); ++r) {
    std::vector<std::string> blocks;
    for (std::uint64_t b = 0; b < layout.group(group).blocks; ++b) blocks.push_back(std::to_string(b));
    replicates.push_back(std::to_string(group) + "/" + std::to_string(r) + ":" + tree(blocks));
  }
  return tree(replicates);
}

/// Groups of 0 to 12 blocks and one of 100, of unequal cost.
inline work::Layout uneven_layout(std::uint64_t replicates) {
  std::vector<work::Group> groups;
  for (std::uint64_t blocks = 0; blocks <= 12; ++blocks)
    groups.push_back({blocks, 100.0 + static_cast<double>(blocks), 17, 5});
  groups.push_back({100, 50, 1, 0});
  return work::Layout(replicates, groups);
}

}  // namespace quadrille::work::testing
