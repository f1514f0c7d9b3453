// How far a journal is, from its files alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "quadrille/journal/manifest.hpp"

namespace quadrille::journal {

struct Status {
  Manifest manifest;
  bool is_complete = false;
  std::string digest;   ///< of the result, once it is complete
  double fraction = 0;  ///< of the work by its cost, in [0, 1]; what two runs did counts once
  std::size_t records = 0;
  std::optional<DrawsState> draws;  ///< of a file of draws, if there is to be one
};

/// Returns the status, read without a lock, also while a run is at work. Throws InputError if there is none.
Status status_of(const std::string& folder);

/// Returns one line: "complete: ..", or "unfinished: .., and the command to go on".
std::string status_line(const std::string& folder, const Status& status);

/// Returns what is done of unfinished work: "about 42 %", rounded down, from 99 % to a tenth; at most 99.9 %.
std::string percent(double fraction);

}  // namespace quadrille::journal
