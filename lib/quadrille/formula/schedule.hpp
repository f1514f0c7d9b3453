// The order in which a formula's values are computed.
#pragma once

#include <vector>

#include "quadrille/formula/tape.hpp"
#include "quadrille/formula/values.hpp"

namespace quadrille::formula {

/// Returns the calls that the root needs, as steps whose slots are still the values' numbers: at least one
/// step, the last of which computes the root.
std::vector<Step> schedule(const Values& values);

}  // namespace quadrille::formula
