#include "quadrille/integrate/reference.hpp"

#include <algorithm>
#include <cstdint>

#include "quadrille/integrate/integrand.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::integrate {
namespace {

/// "1,234,567".
std::string in_thousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

}  // namespace

Search search_reference(const Problem& problem, const Integrand& f, const Effort& effort) {
  if (problem.exact) return {Reference{*problem.exact, text::spoken("exact")}};
  if (problem.from == problem.to) return {Reference{0.0, "an empty interval"}};
  const auto [low, high] = std::minmax(problem.from, problem.to);
  const auto found = quadrature(f, low, high, effort);
  if (!found) return {};
  if (found->magnitude == 0 && !is_constant(problem.formula)) return {std::nullopt, found->points};
  return {Reference{problem.from > problem.to ? -found->value : found->value,
                    "adaptive Gauss-Kronrod quadrature at " + in_thousands(found->points) + " points",
                    found->magnitude}};
}

std::optional<Reference> find_reference(const Problem& problem, const Integrand& f, const Effort& effort) {
  return search_reference(problem, f, effort).reference;
}

}  // namespace quadrille::integrate
