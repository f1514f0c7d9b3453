// From which size of work two processes beat one, in words and in JSON.
#pragma once

#include <functional>
#include <string>

#include "quadrille/report/json.hpp"
#include "quadrille/scaling/break_even.hpp"

namespace quadrille::report {

/// Returns work of that size in the words of a command line: "simulate --draws=2000".
using NamedWork = std::function<std::string(double size)>;

/// Returns what was found, in a sentence; where nothing was tried, that a launch failed.
std::string sentence(const scaling::BreakEven& found, const NamedWork& work);

/// Returns the sentence, both ends of the bracket in multiples of the work, all that was tried and, where a
/// launch failed, `error`.
Json to_json(const scaling::BreakEven& found, const NamedWork& work);

}  // namespace quadrille::report
