// The lines of a model, cut into their parts; formulas are not looked into.
#pragma once

#include <string_view>
#include <vector>

#include "quadrille/simulate/distribution.hpp"
#include "quadrille/simulate/source.hpp"

namespace quadrille::simulate {

/// NAME ~ DISTRIBUTION(FORMULA, ..) or NAME = FORMULA.
struct Statement {
  std::string_view name;
  const Distribution* distribution = nullptr;  ///< nullptr: computed
  std::vector<std::string_view> formulas;      ///< as many as the distribution's parameters, or one
};

/// Returns the statements of a model, in order. Throws text::InputError with the place of what is not one.
std::vector<Statement> statements(const Source& source);

}  // namespace quadrille::simulate
