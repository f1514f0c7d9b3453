// The options that all programs share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "quadrille/options/parser.hpp"

namespace quadrille::options {

enum class Format { table, csv, json };

/// The ways to share items out: by their known cost beforehand (spelled `static`), or on demand.
enum class Schedule { fixed, dynamic };

/// The values that all programs share. What the user left open is empty.
struct Common {
  std::optional<std::uint64_t> seed;  ///< below 2^53
  std::optional<Format> format;
  std::optional<std::string> output;  ///< a file's name, not empty
  Schedule schedule = Schedule::fixed;
  std::optional<std::uint64_t> processes_expected;  ///< at least 1
  bool compare = false;                             ///< run serially too, and compare
  bool quiet = false;                               ///< no words on stderr but errors
  bool yes = false;                                 ///< do work that is refused without it, since it is long
  std::optional<std::string> journal;               ///< a folder's name, not empty
  std::optional<double> max_time;                   ///< seconds, positive; only with a journal
};

/// Returns the common options as a group for a Parser; `output` is what --output does there.
Group common_group(
    const std::string& output = "Also write the result to FILE, whose ending says how: .csv or .json.");

/// Returns their values. Throws text::InputError.
Common common(const Values& values);

}  // namespace quadrille::options
