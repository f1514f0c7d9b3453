// What a reader of a result must know.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "quadrille/integrate/result.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::integrate {

/// Returns the doubts about a row's interval, the gravest first; none for a row without an interval.
std::vector<text::Note> doubts_of(const Problem& problem, const Knowledge& known, const Row& row,
                                  const Summary& summary);

/// Returns the notes on the whole result, and those on rows: of each code the one on the largest size. Fills
/// in the rows' codes.
std::vector<text::Note> notes_on(const Kernel& kernel, const Knowledge& known, std::span<Row> rows,
                                 std::span<const Summary> summaries);

}  // namespace quadrille::integrate
