#include "quadrille/simulate/expected.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "quadrille/formula/linear_form.hpp"

namespace quadrille::simulate {
namespace {

using formula::Wide;

/// constant + sum of coefficients[v] * z(v), where z(v) is the standard value behind random variable v. These
/// are independent.
struct StandardForm {
  Wide constant;
  std::map<std::size_t, Wide> coefficients;

  void add(const Wide& factor, const StandardForm& form) {
    constant = constant + factor * form.constant;
    for (const auto& [variable, coefficient] : form.coefficients)
      coefficients[variable] = coefficients[variable] + factor * coefficient;
  }
};

using Forms = std::vector<std::optional<StandardForm>>;

/// The form of a formula whose variables have the given forms.
std::optional<StandardForm> affine_form(const Term& term, const Model& model, const Forms& forms) {
  std::map<std::string, std::size_t> index;
  std::vector<std::string> names;
  for (const auto input : term.inputs) {
    names.push_back(model.variables[input].name);
    index[names.back()] = input;
  }
  const auto linear = formula::linear_form(term.expression, names);
  if (!linear) return std::nullopt;
  StandardForm form{linear->constant, {}};
  for (const auto& [name, coefficient] : linear->coefficients) {
    const auto& input = forms[index.at(name)];
    if (!input) return std::nullopt;
    form.add(coefficient, *input);
  }
  return form;
}

/// The same, and of a constant of any other kind what was computed.
std::optional<StandardForm> form_of(const Term& term, const Model& model, const Forms& forms) {
  auto form = affine_form(term, model, forms);
  if (term.constant && (!form || !form->coefficients.empty()))
    return StandardForm{formula::computed(*term.constant), {}};
  return form;
}

/// The form of random variable v: its location may be affine if it has a parameter of its own and leaves the
/// scale constant, as a normal's mean does.
std::optional<StandardForm> random_form(std::size_t v, const Model& model, const Forms& forms) {
  const auto& [name, distribution, terms] = model.variables[v];
  if (!terms.back().constant) return std::nullopt;
  const Wide last = form_of(terms.back(), model, forms)->constant;
  if (distribution->kind == Distribution::Kind::normal) {
    auto form = form_of(terms.front(), model, forms);
    if (form) form->coefficients[v] = last;
    return form;
  }
  if (distribution->kind == Distribution::Kind::exponential) return StandardForm{{}, {{v, last}}};
  if (!terms.front().constant) return std::nullopt;
  const Wide low = form_of(terms.front(), model, forms)->constant;
  return StandardForm{low, {{v, last - low}}};  // of a uniform
}

std::optional<ExpectedMoments> moments_of(const StandardForm& form, const Model& model) {
  Wide sum = form.constant;
  double largest = 0;
  for (const auto& [v, coefficient] : form.coefficients) {
    sum = sum + coefficient * Wide{model.variables[v].distribution->standard_mean};
    largest = std::max(largest, std::fabs(coefficient.value()));
  }
  const double mean = sum.value();
  if (!std::isfinite(mean) || !std::isfinite(largest)) return std::nullopt;
  int exponent = 0;
  std::frexp(largest, &exponent);
  double variance = 0;  // in units of 4^exponent, so that no square overflows or vanishes
  for (const auto& [v, coefficient] : form.coefficients) {
    const double scaled = std::ldexp(coefficient.value(), -exponent);
    variance += scaled * scaled * model.variables[v].distribution->standard_variance;
  }
  return ExpectedMoments{mean, std::ldexp(std::sqrt(variance), exponent)};
}

}  // namespace

std::vector<std::optional<ExpectedMoments>> expected_moments(const Model& model) {
  Forms forms;
  std::vector<std::optional<ExpectedMoments>> expected;
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    const auto& variable = model.variables[v];
    forms.push_back(variable.distribution != nullptr ? random_form(v, model, forms)
                                                     : form_of(variable.terms.front(), model, forms));
    expected.push_back(forms[v] ? moments_of(*forms[v], model) : std::nullopt);
  }
  return expected;
}

}  // namespace quadrille::simulate
