// Formulas that are affine in their names.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "formula/expression.hpp"

namespace quadrille::formula {

/// constant + sum of coefficients[name] * name.
struct LinearForm {
  double constant = 0;
  std::map<std::string, double> coefficients;
};

/// The affine form of a formula made of +, -, multiplication and division by constants (any formula without
/// variables is a constant here), or nothing if it is of another kind. Names in `variables` shadow constants.
std::optional<LinearForm> linear_form(const Expression& expression,
                                      std::span<const std::string> variables = {});

}  // namespace quadrille::formula
