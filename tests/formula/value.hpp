// The value of a formula at one point.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/formula/evaluator.hpp"

namespace quadrille::formula {

inline double value(std::string_view source, const std::map<std::string, double>& point = {}) {
  std::vector<std::string> names;
  std::vector<double> coordinates;
  for (const auto& [name, coordinate] : point) {
    names.push_back(name);
    coordinates.push_back(coordinate);
  }
  return Evaluator(compile(parse(source), names))(coordinates);
}

/// Equal as numbers with their zeros' signs; any NaN is any other.
inline bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

}  // namespace quadrille::formula
