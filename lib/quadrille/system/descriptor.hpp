// Open files and system errors, in the words of the journal.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace quadrille::system {

/// Throws RunError: "cannot WHAT 'PATH': REASON; ..", the reason from errno, and what to do about it.
[[noreturn]] void fail(const std::string& what, const std::string& path);

/// An open file that closes itself; -1 for none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// Returns the file, open to be read; with a number of -1, and errno, if it cannot be opened. Throws RunError
/// for what is no file, as a pipe, which would be waited for.
Descriptor open_to_read(const std::string& path);

/// Writes all bytes at the file's position. Throws RunError; `path` is for its message.
void write_all(const Descriptor& file, std::string_view bytes, const std::string& path);

/// Returns when what was written is on the disk, as far as the system can tell. Throws RunError.
void sync(const Descriptor& file, const std::string& path);

/// Makes the names in the folder outlive a power failure, where the file system can promise it.
void sync_folder(const std::string& folder);

}  // namespace quadrille::system
