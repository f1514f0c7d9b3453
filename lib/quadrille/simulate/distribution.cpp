#include "quadrille/simulate/distribution.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace quadrille::simulate {

std::string Distribution::signature() const {
  std::string text(name);
  char separator = '(';
  for (const auto parameter : parameters) {
    text += separator;
    if (separator == ',') text += ' ';
    text += parameter;
    separator = ',';
  }
  return text + ')';
}

LocationScale location_scale(const Distribution& distribution, std::span<const double> parameters) {
  switch (distribution.kind) {
    case Distribution::Kind::normal:
      return {parameters[0], parameters[1]};
    case Distribution::Kind::uniform:
      if (parameters[0] == parameters[1]) return {parameters[0], 0};
      return {parameters[0], parameters[1] - parameters[0], parameters[1]};
    case Distribution::Kind::exponential:
      break;
  }
  return {0, parameters[0]};
}

const std::vector<Distribution>& distributions() {
  using Kind = Distribution::Kind;
  static const std::vector<Distribution> all = {
      {Kind::normal, "normal", {"mean", "sd"}, 0, 1},
      {Kind::uniform, "uniform", {"low", "high"}, 0.5, 1.0 / 12},
      {Kind::exponential, "exponential", {"mean"}, 1, 1},
  };
  return all;
}

const Distribution* find_distribution(std::string_view name) {
  const auto& all = distributions();
  const auto found = std::ranges::find(all, name, &Distribution::name);
  return found == all.end() ? nullptr : &*found;
}

std::string distribution_list() {
  const auto& all = distributions();
  std::string list;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) list += i + 1 < all.size() ? ", " : " or ";
    list += all[i].signature();
  }
  return list;
}

}  // namespace quadrille::simulate
