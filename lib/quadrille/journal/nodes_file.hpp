// The file in which one process keeps its finished work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quadrille/journal/contents.hpp"
#include "quadrille/system/descriptor.hpp"

namespace quadrille::journal {

/// Records behind one another. What was appended outlives the process at once, and a power failure once
/// synced. All throw RunError where the disk is full, or the file or its folder was removed.
class NodesFile {
 public:
  /// Makes no file before the first record is there.
  NodesFile(std::string path, const Opening& opening);

  /// Appends the payload as a record of nodes.
  void append(const std::string& payload);

  /// Returns when appended records outlive a power failure.
  void sync();

  /// Replaces the file's records by these payloads, at once and on the disk: a kill at any moment leaves the
  /// old records or the new ones.
  void replace(const std::vector<std::string>& payloads);

  /// Returns whether it grew beyond 16 MiB and twice what it was after it was last replaced.
  bool is_long() const;

  const std::string& path() const { return path_; }

 private:
  void write(const std::string& bytes);

  std::string path_;
  std::string opening_;
  system::Descriptor file_;
  std::uint64_t size_ = 0;
  std::uint64_t size_when_replaced_ = 0;
};

}  // namespace quadrille::journal
