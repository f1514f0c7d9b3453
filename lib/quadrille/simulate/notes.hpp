// What a reader of a simulation must know.
#pragma once

#include <vector>

#include "quadrille/simulate/rehearsal.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/text/note.hpp"

namespace quadrille::simulate {

/// Returns the notes on the columns' numbers, above all on standard errors that do not hold. `variables` are
/// the problem's columns, in their order; `trial` is asked once at most, for those that are suspected.
std::vector<text::Note> notes_on(const Problem& problem, const std::vector<VariableResult>& variables,
                                 const Rehearse& trial);

}  // namespace quadrille::simulate
