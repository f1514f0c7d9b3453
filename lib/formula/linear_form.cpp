#include "formula/linear_form.hpp"

#include <utility>
#include <vector>

#include "formula/values.hpp"

namespace quadrille::formula {
namespace {

using Form = std::optional<LinearForm>;

bool is_constant(const Form& form) { return form && form->coefficients.empty(); }

/// left + sign * right.
Form sum(Form left, double sign, const Form& right) {
  if (!left || !right) return {};
  left->constant += sign * right->constant;
  for (const auto& [name, coefficient] : right->coefficients) left->coefficients[name] += sign * coefficient;
  return left;
}

Form product(Form left, Form right) {
  if (is_constant(left)) std::swap(left, right);
  if (!left || !is_constant(right)) return {};
  left->constant *= right->constant;
  for (auto& [name, coefficient] : left->coefficients) coefficient *= right->constant;
  return left;
}

Form quotient(Form left, const Form& right) {
  if (!left || !is_constant(right)) return {};
  left->constant /= right->constant;
  for (auto& [name, coefficient] : left->coefficients) coefficient /= right->constant;
  return left;
}

/// A call's form from those of its operands, which no other node needs.
Form form_of_call(const Node& call, std::vector<Form>& forms) {
  Form& left = forms[call.operands[0]];
  Form& right = forms[call.operands[1]];
  switch (call.function) {
    case Function::negate:
      return product(std::move(left), LinearForm{-1, {}});
    case Function::add:
      return sum(std::move(left), 1, right);
    case Function::subtract:
      return sum(std::move(left), -1, right);
    case Function::multiply:
      return product(std::move(left), std::move(right));
    case Function::divide:
      return quotient(std::move(left), right);
    default:
      return {};
  }
}

}  // namespace

std::optional<LinearForm> linear_form(const Expression& expression, std::span<const std::string> variables) {
  const Tree& tree = expression.tree();
  auto inputs = free_names(expression, variables);
  inputs.insert(inputs.end(), variables.begin(), variables.end());
  const Values values = resolve(tree, inputs);

  std::vector<Form> forms(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (const auto* constant = std::get_if<ConstantValue>(&values.values[values.of_node[i]])) {
      forms[i] = LinearForm{constant->number, {}};
    } else if (node.kind == Node::Kind::name) {
      forms[i] = LinearForm{0, {{std::string(tree.name(node)), 1.0}}};
    } else {
      forms[i] = form_of_call(node, forms);
    }
  }
  return forms.back();
}

}  // namespace quadrille::formula
