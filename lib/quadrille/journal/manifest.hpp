// What a journal is of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quadrille::journal {

/// Names and values, as texts, of all that decides the bits of the work but its extent.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// The number that may grow: "draws" or "repeats", and how many.
struct Extent {
  std::string name;
  std::uint64_t value = 0;
};

struct Manifest {
  Fields fields;
  Extent extent;
  double cost = 0;      ///< of all the work, in the layout's unit
  std::string command;  ///< the command line, for people
};

/// Returns XXH3-128 of the fields, as hexadecimal digits.
std::string fingerprint(const Fields& fields);

/// Returns the value of a field; none if there is no such field.
std::optional<std::string> value_of(const Fields& fields, const std::string& name);

/// Returns "seed is 7 there and 8 here, sizes is .."; empty if all are equal.
std::string differences(const Fields& there, const Fields& here);

/// Returns the journal's manifest; none if there is none. Throws RunError if it cannot be read.
std::optional<Manifest> read_manifest(const std::string& folder);
void write_manifest(const std::string& folder, const Manifest& manifest);

/// The mark of a journal all of whose work is done.
struct Completion {
  std::uint64_t extent = 0;
  std::string digest;  ///< of the result
};

/// Returns none also where it is damaged: then it is written anew.
std::optional<Completion> read_completion(const std::string& folder);
void write_completion(const std::string& folder, const Completion& completion);

/// The part of a file of draws that is on the disk.
struct DrawsState {
  std::string output;        ///< the file's name
  std::string temporary;     ///< its name until it is whole
  std::uint64_t draws = 0;   ///< that it is to have
  std::uint64_t rows = 0;    ///< that it has
  std::uint64_t bytes = 0;   ///< that they take, with the header
  std::uint64_t file = 0;    ///< which file it is: its inode
  std::int64_t changed = 0;  ///< when it was written last, in ns since 1970

  /// Notes which file `temporary` is, and when it was written last.
  void identify();
  /// Returns whether nobody has touched the file under the final name since it came to stand there.
  bool is_published() const;
};

std::optional<DrawsState> read_draws_state(const std::string& folder);
void write_draws_state(const std::string& folder, const DrawsState& state);

}  // namespace quadrille::journal
