#include "quadrille/formula/names.hpp"

#include <algorithm>
#include <iterator>
#include <numbers>

namespace quadrille::formula {
namespace {

using vector::Function;

constexpr NamedFunction functions[] = {
    {"if", "if(condition, yes, no)", Function::select},
    {"sqrt", "sqrt(x)", Function::sqrt},
    {"exp", "exp(x)", Function::exp},
    {"log", "log(x)", Function::log},
    {"sin", "sin(x)", Function::sin},
    {"cos", "cos(x)", Function::cos},
    {"tan", "tan(x)", Function::tan},
    {"asin", "asin(x)", Function::asin},
    {"acos", "acos(x)", Function::acos},
    {"atan", "atan(x)", Function::atan},
    {"atan2", "atan2(y, x)", Function::atan2},
    {"abs", "abs(x)", Function::abs},
    {"sign", "sign(x)", Function::sign},
    {"min", "min(x, y, ..)", Function::min},
    {"max", "max(x, y, ..)", Function::max},
    {"floor", "floor(x)", Function::floor},
    {"ceil", "ceil(x)", Function::ceil},
    {"round", "round(x)", Function::round},
    {"cbrt", "cbrt(x)", Function::cbrt},
    {"hypot", "hypot(x, y)", Function::hypot},
    {"pow", "pow(x, y)", Function::power},
    {"expm1", "expm1(x)", Function::expm1},
    {"log1p", "log1p(x)", Function::log1p},
    {"log2", "log2(x)", Function::log2},
    {"log10", "log10(x)", Function::log10},
    {"sinh", "sinh(x)", Function::sinh},
    {"cosh", "cosh(x)", Function::cosh},
    {"tanh", "tanh(x)", Function::tanh},
    {"asinh", "asinh(x)", Function::asinh},
    {"acosh", "acosh(x)", Function::acosh},
    {"atanh", "atanh(x)", Function::atanh},
    {"erf", "erf(x)", Function::erf},
    {"erfc", "erfc(x)", Function::erfc},
    {"gamma", "gamma(x)", Function::gamma},
    {"lgamma", "lgamma(x)", Function::lgamma},
};

}  // namespace

const NamedFunction* find_function(std::string_view name) {
  const auto* found = std::ranges::find(functions, name, &NamedFunction::name);
  return found == std::end(functions) ? nullptr : found;
}

bool is_function(std::string_view name) { return find_function(name) != nullptr; }

bool is_constant(std::string_view name) { return constant_value(name).has_value(); }

bool is_keyword(std::string_view name) {
  return name == "and" || name == "or" || name == "not" || name == "if";
}

bool is_valid_name(std::string_view name) {
  return !name.empty() && !is_digit(name.front()) && !is_keyword(name) &&
         std::ranges::all_of(name, [](char c) { return is_letter(c) || is_digit(c); });
}

std::vector<std::string_view> function_names() {
  std::vector<std::string_view> names;
  for (const auto& function : functions) names.push_back(function.name);
  return names;
}

std::optional<double> constant_value(std::string_view name) {
  if (name == "pi") return std::numbers::pi;
  if (name == "e") return std::numbers::e;
  return std::nullopt;
}

std::string hint_of_constant(std::string_view name) {
  if (is_constant(name)) return "";
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (is_constant(lower)) return lower + " is the constant";
  const bool is_no_number = lower == "inf" || lower == "infinity" || lower == "nan";
  return is_no_number ? "no formula has that number" : "";
}

}  // namespace quadrille::formula
