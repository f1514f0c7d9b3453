// How often notes on intervals are right.
#pragma once

#include <algorithm>
#include <vector>

#include "quadrille/text/note.hpp"

namespace quadrille::statistics {

struct Rates {
  int runs = 0, held = 0, false_alarms = 0, silent_misses = 0;
  int spoken = 0;  ///< runs with a doubt on their interval

  /// One run: whether its interval holds, and what is said of it.
  void count(bool holds, const std::vector<text::Note>& notes) {
    const bool speaks = std::ranges::any_of(
        notes, [](const text::Note& note) { return note.kind == text::Note::Kind::doubt; });
    ++runs;
    held += holds ? 1 : 0;
    spoken += speaks ? 1 : 0;
    false_alarms += holds && speaks ? 1 : 0;
    silent_misses += !holds && !speaks ? 1 : 0;
  }

  double coverage() const { return part(held); }
  double part(int count) const { return static_cast<double>(count) / runs; }

  /// Beyond what notes are meant to keep.
  bool is_bad() const {
    return (coverage() >= 0.93 && part(false_alarms) > 0.02) || part(silent_misses) > 0.07;
  }
};

}  // namespace quadrille::statistics
