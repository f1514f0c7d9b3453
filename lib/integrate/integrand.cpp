#include "integrate/integrand.hpp"

#include <memory>
#include <string>

#include "formula/evaluator.hpp"
#include "text/error.hpp"
#include "text/quote.hpp"

namespace quadrille::integrate {

std::string variable_of(std::string_view formula) {
  const auto names = formula::free_names(formula::parse(formula));
  return names.empty() ? "" : names.front();
}

Integrand integrand_of(std::string_view formula) {
  const formula::Expression expression = formula::parse(formula);
  std::vector<std::string> names = formula::free_names(expression);
  if (names.size() > 1) {
    std::string list = text::quoted(names[0]);
    for (std::size_t i = 1; i < names.size(); ++i) {
      list += (i + 1 == names.size() ? " and " : ", ") + text::quoted(names[i]);
    }
    // A misspelt function or constant is found by the compiler, with its place.
    throw text::InputError("FORMULA: " + text::quoted(formula) + " has the variables " + list +
                           "; an integral is over one: write numbers for the others");
  }
  if (names.empty()) names.emplace_back("x");
  auto evaluator = std::make_shared<formula::Evaluator>(formula::compile(expression, names));
  return [evaluator](std::span<const double> x, std::span<double> y) {
    const double* const inputs[] = {x.data()};
    (*evaluator)(inputs, y);
  };
}

}  // namespace quadrille::integrate
