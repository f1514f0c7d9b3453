// A file that appears under its name when it is whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quadrille::system {

/// The fate of a file that was not finished.
enum class Unfinished {
  removed,  ///< also where SIGTERM, SIGINT or their like end the process, if nobody else handles them
  kept      ///< to go on with it later
};

/// An open file that closes itself. The functions return the system's error number, 0 for success.
class PartialFile {
 public:
  explicit PartialFile(Unfinished unfinished = Unfinished::removed) : unfinished_(unfinished) {}
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile();

  /// Makes a new file PATH.partial-N, with less of PATH's name where that is as long as names may be. Who
  /// created it also removes it, unless it was renamed or is kept. Nobody may read it who may not read what
  /// is at PATH.
  int create(const std::string& path);
  int open(const std::string& name);
  int write(std::uint64_t offset, std::string_view bytes);
  int truncate(std::uint64_t size);
  /// Returns when the bytes are on the disk, as far as the system can tell.
  int sync();
  int close();
  /// Gives the file its final name, in place of any other file there, whose mode it takes over, and whose
  /// owner if it may.
  int rename(const std::string& path);

  const std::string& name() const { return name_; }

 private:
  Unfinished unfinished_;
  std::string name_;
  int descriptor_ = -1;
  bool owned_ = false;
};

/// Returns the file that `path` leads to through symbolic links in any part of it, whether it and its folders
/// are there or not: absolute or seen from the working folder, and without links, so that they stay what they
/// are.
std::string resolved(const std::string& path);

/// Writes the file under a temporary name beside it, then renames it: `path` holds all of the text, or what
/// it held before. A symbolic link stays one. Throws text::RunError.
void write_whole(const std::string& path, std::string_view text);

/// Returns why no draws can be written to `path`, as one sentence, or "" if they can: then `trial` is a file
/// beside it.
std::string refusal(const std::string& path, PartialFile& trial);

/// Returns the system's words for an error number.
std::string reason(int error);

}  // namespace quadrille::system
