// What a reader of a result must know.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "integrate/result.hpp"

namespace quadrille::integrate {

/// Notes on values that are not a number, biased estimators, few points, intervals that do not hold and
/// suspected jumps.
std::vector<text::Note> notes_on(const Kernel& kernel, bool has_reference, std::span<const Row> rows,
                                 std::span<const Summary> summaries);

}  // namespace quadrille::integrate
