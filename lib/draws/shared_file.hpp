// A file that all ranks write together, and that appears under its name when it is whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "distribute/team.hpp"

namespace quadrille::draws {

/// An open file that closes itself. Who created it also removes it, unless it was renamed. The functions
/// return the system's error number, 0 for success.
class PartialFile {
 public:
  PartialFile() = default;
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile();

  /// A new file PATH.partial-N.
  int create(const std::string& path);
  int open(const std::string& name);
  int write(std::uint64_t offset, std::string_view bytes);
  /// After it the bytes are on the disk, as far as the system can tell.
  int close();
  /// The file gets its final name, instead of any other file there.
  int rename(const std::string& path);

  const std::string& name() const { return name_; }

 private:
  std::string name_;
  int descriptor_ = -1;
  bool owned_ = false;
};

/// Writes the file under a temporary name beside it, then renames it: `path` holds all of the text, or what
/// it held before. A symbolic link stays one. Throws text::RunError.
void write_whole(const std::string& path, std::string_view text);

/// Why no draws can be written to `path`, as one sentence, or "" if they can.
std::string refusal(const std::string& path);

/// Every member function is collective, and throws the same text::RunError on all ranks if one rank fails.
class SharedFile {
 public:
  SharedFile(distribute::Team& team, const std::string& path);

  /// Adds the ranks' bytes, in order of rank, behind what is there.
  void append(std::string_view own);

  /// Gives the file its name.
  void publish();

 private:
  /// Notes that this rank failed, if `error` is not 0.
  void note(int error, const std::string& what);
  /// Throws on all ranks what the first rank that failed has to say.
  void require_all();

  distribute::Team& team_;
  std::string path_;  // where it goes; symbolic links resolved on rank 0
  PartialFile file_;
  std::uint64_t size_ = 0;
  std::string failure_;  // of this rank
};

}  // namespace quadrille::draws
