// What stands in a file of nodes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/journal/record.hpp"
#include "quadrille/work/segments.hpp"

namespace quadrille::journal {

/// The first record of a file.
struct Opening {
  std::string fingerprint;   ///< of the problem, without its extent
  std::uint64_t extent = 0;  ///< of the problem when the file was begun

  std::string text() const;
  static Opening of(std::string_view text);
  bool operator==(const Opening&) const = default;
};

/// The facts that a record states of its nodes.
struct Work {
  bool is_tied = false;  ///< it counts for the file's extent only: the last block, which may be partial
  double cost = 0;       ///< in the layout's unit
  std::vector<work::Segment> segments;

  bool operator==(const Work&) const = default;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& is_tied& cost& segments;
  }
};

/// Returns the payload of a record of nodes; `nodes` are bytes of whoever folds them.
std::string with_work(const Work& work, std::string_view nodes);

/// A record of nodes, found in a file.
struct Entry {
  Work work;
  std::uint64_t offset = 0;
};

struct Contents {
  Opening opening;             ///< empty if not even that is whole
  std::vector<Entry> entries;  ///< of nodes, in order
  Ending ending = Ending::clean;
};

/// Returns the contents of a whole file, with every record checked. Throws RunError if it cannot be read.
Contents contents_of(const std::string& path);

/// Returns the nodes of the record at that offset. Throws RunError if it is not there any more.
std::string nodes_at(const std::string& path, std::uint64_t offset);

}  // namespace quadrille::journal
