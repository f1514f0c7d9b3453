// What further processes bring, as a table, sentences, CSV and JSON.
#pragma once

#include <string>
#include <vector>

#include "quadrille/report/json.hpp"
#include "quadrille/report/plot.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::report {

/// Returns a row for each way to do the work, and below them what they say.
std::string table(const scaling::Findings& findings);

/// Returns the recommendation first, then what the rows say, a sentence or two each.
std::vector<std::string> sentences(const scaling::Findings& findings);

/// Returns what a reader must know of the measurement itself: outliers, runs that are too short or too few.
std::vector<text::Note> notes(const scaling::Findings& findings);

/// Returns a row for each way. The serial one has `serial` for its processes.
std::string csv(const scaling::Findings& findings);

/// Returns speedup and efficiency against processes, with the ideal line and the fitted curve.
std::vector<Plot> plots(const scaling::Findings& findings);

/// Returns rows, fits, recommendation, sentences and notes. Times differ from run to run: they belong beside
/// a result, not into it.
Json to_json(const scaling::Findings& findings);

}  // namespace quadrille::report
