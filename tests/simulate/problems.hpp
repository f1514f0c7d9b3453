// Problems for the tests.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "quadrille/simulate/problem.hpp"

namespace quadrille::simulate {

/// All columns, or those listed, of a model that is called "m".
inline Problem problem(std::string text, std::uint64_t draws = 1000, std::uint64_t seed = 1,
                       std::string_view columns = "") {
  auto model = parse_model(std::move(text), "m");
  auto wanted = columns_of(model, columns, "--columns");
  return {std::move(model), draws, seed, std::move(wanted)};
}

/// One vector of doubles a column, and spans of them.
struct Columns {
  Columns(std::size_t columns, std::size_t count) : values(columns, std::vector<double>(count)) {
    for (auto& column : values) spans.emplace_back(column);
  }
  std::vector<std::vector<double>> values;
  std::vector<std::span<double>> spans;
};

}  // namespace quadrille::simulate
