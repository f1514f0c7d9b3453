// Moments that follow from a model without drawing.
#pragma once

#include <optional>
#include <vector>

#include "quadrille/simulate/model.hpp"

namespace quadrille::simulate {

struct ExpectedMoments {
  double mean = 0;
  double sd = 0;
};

/// Returns each variable's mean and standard deviation, where it is affine in independent random variables
/// whose scale is constant: distributions with constant parameters, normals about an affine mean, and affine
/// formulas of such. None otherwise. Both follow from the decimals that the model has, and are 0 where they
/// differ from it by no more than the arithmetic might.
std::vector<std::optional<ExpectedMoments>> expected_moments(const Model& model);

}  // namespace quadrille::simulate
