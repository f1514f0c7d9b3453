#include "quadrille/integrate/integrand.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/formula/linear_form.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::integrate {
namespace {

formula::Program compiled(std::string_view formula, std::string_view where) {
  const formula::Expression expression = formula::parse(formula, where);
  std::vector<std::string> names = formula::free_names(expression);
  for (const std::string& name : names) {
    if (const std::string meant = formula::hint_of_constant(name); !meant.empty())
      throw text::InputError(std::string(where) + ": " + text::quoted(formula) + " integrates over " +
                             text::quoted(name) + ", but " + meant +
                             "; give a variable another name, such as x");
  }
  if (names.size() > 1) {
    std::string list = text::quoted(names[0]);
    for (std::size_t i = 1; i < names.size(); ++i) {
      list += (i + 1 == names.size() ? " and " : ", ") + text::quoted(names[i]);
    }
    for (const std::string& name : names)
      if (names.size() == 2 && std::ranges::count(names, 'd' + name) > 0)
        throw text::InputError(std::string(where) + ": " + text::quoted(formula) + " has the variables " +
                               list +
                               "; an integral is written without its "
                               "differential: leave out " +
                               text::quoted('d' + name));
    // A misspelt function or constant is found by the compiler, with its place.
    throw text::InputError(std::string(where) + ": " + text::quoted(formula) + " has the variables " + list +
                           "; an integral is over one: write numbers for the others");
  }
  if (names.empty()) names.emplace_back("x");
  return formula::compile(expression, names);
}

}  // namespace

std::string variable_of(std::string_view formula) {
  const auto names = formula::free_names(formula::parse(formula));
  return names.empty() ? "" : names.front();
}

Integrand integrand_of(std::string_view formula, std::string_view where) {
  auto evaluator = std::make_shared<formula::Evaluator>(compiled(formula, where));
  return [evaluator](std::span<const double> x, std::span<double> y) {
    const double* const inputs[] = {x.data()};
    (*evaluator)(inputs, y);
  };
}

std::vector<std::string> constants_alone(std::string_view formula) {
  const formula::Expression expression = formula::parse(formula);
  if (!formula::free_names(expression).empty()) return {};
  const std::vector<std::string> constants = {"pi", "e"};
  return formula::free_names(expression, constants);
}

bool is_constant(const std::string& formula) {
  const auto expression = formula::parse(formula);
  const auto form = formula::linear_form(expression, formula::free_names(expression));
  return form && std::ranges::all_of(form->coefficients, [](const auto& c) { return c.second.value() == 0; });
}

double cost_of_point(std::string_view formula) { return formula::cost_of(compiled(formula, "FORMULA")); }

}  // namespace quadrille::integrate
