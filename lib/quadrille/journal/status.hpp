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

/// Reads without a lock, also while a run is at work. Throws InputError if there is no journal.
Status status_of(const std::string& folder);

/// One line: "complete: ..", or "unfinished: .., and the command to go on".
std::string status_line(const std::string& folder, const Status& status);

/// Of work that is not finished: "about 42 %", rounded down, from 99 % on to a tenth, and at most 99.9 %.
std::string percent(double fraction);

}  // namespace quadrille::journal
