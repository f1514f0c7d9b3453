// A record on disk: what it is, how long, its bytes, and a checksum over all of that.
//
//     8 bytes    "QDRLREC1"
//     8 bytes    kind      (a number of 64 bits, of this machine's order of bytes, as are all)
//     8 bytes    length of the payload
//     ...        payload
//     32 bytes   XXH3-128 of all the above, as hexadecimal digits
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "quadrille/system/descriptor.hpp"

namespace quadrille::journal {

enum class Kind : std::uint64_t {
  opening = 1,  ///< the first of a file: of which problem it is
  nodes = 2     ///< finished work
};

struct Record {
  Kind kind = Kind::nodes;
  std::string payload;
  std::uint64_t offset = 0;  ///< of its first byte in the file
};

/// Returns the record as bytes.
std::string framed(Kind kind, std::string_view payload);

/// Number of bytes that framed() adds to a payload.
inline constexpr std::uint64_t frame_bytes = 8 + 8 + 8 + 32;

/// The ways in which a file of records ends.
enum class Ending {
  clean,  ///< with its last record
  torn,   ///< within a record: its writer was stopped there
  bad     ///< with bytes that are no record, or one that was changed; what follows is not read
};

/// Reads the records of a file, one after the other.
class RecordReader {
 public:
  /// Reads from `offset` on, where a record must begin. A file that is not there has no records. Throws
  /// RunError if it cannot be read.
  explicit RecordReader(std::string path, std::uint64_t offset = 0);

  /// Returns the next record; none at the end.
  std::optional<Record> next();

  /// Returns how the file ended. Requires that next() returned none.
  Ending ending() const { return ending_.value(); }

 private:
  std::string read(std::uint64_t offset, std::uint64_t size) const;
  std::nullopt_t end(Ending ending);

  std::string path_;
  system::Descriptor file_;
  std::uint64_t offset_;
  std::uint64_t size_ = 0;
  std::optional<Ending> ending_;
};

}  // namespace quadrille::journal
