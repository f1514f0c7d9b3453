#include "quadrille/formula/expression.hpp"

#include <algorithm>
#include <set>

#include "quadrille/formula/names.hpp"
#include "quadrille/formula/tree.hpp"

namespace quadrille::formula {

std::string_view text(const Expression& expression) { return expression.tree().source(); }

std::vector<std::string> free_names(const Expression& expression, std::span<const std::string> variables) {
  const Tree& tree = expression.tree();
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const auto& node : tree.nodes) {
    if (node.kind != Node::Kind::name) continue;
    const auto name = tree.name(node);
    const bool shadows = std::ranges::find(variables, name) != variables.end();
    if (!shadows && (is_function(name) || is_constant(name))) continue;
    if (seen.insert(name).second) names.emplace_back(name);
  }
  return names;
}

}  // namespace quadrille::formula
