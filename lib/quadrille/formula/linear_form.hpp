// Formulas that are affine in their names.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "quadrille/formula/expression.hpp"
#include "quadrille/formula/wide.hpp"

namespace quadrille::formula {

/// constant + sum of coefficients[name] * name. Numbers in a formula are the decimals that were written.
struct LinearForm {
  Wide constant;
  std::map<std::string, Wide> coefficients;
};

/// Returns the affine form of a formula made of +, -, multiplication and division by constants (any formula
/// without variables is a constant here); none of one of another kind. Names in `variables` shadow constants.
std::optional<LinearForm> linear_form(const Expression& expression,
                                      std::span<const std::string> variables = {});

}  // namespace quadrille::formula
