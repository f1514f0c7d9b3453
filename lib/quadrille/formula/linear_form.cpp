#include "quadrille/formula/linear_form.hpp"

#include <utility>
#include <vector>

#include "quadrille/formula/values.hpp"

namespace quadrille::formula {
namespace {

using Form = std::optional<LinearForm>;

bool is_constant(const Form& form) { return form && form->coefficients.empty(); }

Form negative(Form form) {
  if (!form) return {};
  form->constant = -form->constant;
  for (auto& [name, coefficient] : form->coefficients) coefficient = -coefficient;
  return form;
}

Form sum(Form left, const Form& right) {
  if (!left || !right) return {};
  left->constant = left->constant + right->constant;
  for (const auto& [name, coefficient] : right->coefficients)
    left->coefficients[name] = left->coefficients[name] + coefficient;
  return left;
}

Form product(Form left, Form right) {
  if (is_constant(left)) std::swap(left, right);
  if (!left || !is_constant(right)) return {};
  left->constant = left->constant * right->constant;
  for (auto& [name, coefficient] : left->coefficients) coefficient = coefficient * right->constant;
  return left;
}

Form quotient(Form left, const Form& right) {
  if (!left || !is_constant(right)) return {};
  left->constant = left->constant / right->constant;
  for (auto& [name, coefficient] : left->coefficients) coefficient = coefficient / right->constant;
  return left;
}

/// A call's form from those of its operands, which no other node needs.
Form form_of_call(const Node& call, std::vector<Form>& forms) {
  Form& left = forms[call.operands[0]];
  Form& right = forms[call.operands[1]];
  switch (call.function) {
    case Function::negate:
      return negative(std::move(left));
    case Function::add:
      return sum(std::move(left), right);
    case Function::subtract:
      return sum(std::move(left), negative(right));
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
    const auto* constant = std::get_if<ConstantValue>(&values.values[values.of_node[i]]);
    if (node.kind == Node::Kind::number)
      forms[i] = LinearForm{decimal(node.number), {}};
    else if (node.kind == Node::Kind::call)
      forms[i] = form_of_call(node, forms);
    else if (constant == nullptr)
      forms[i] = LinearForm{{}, {{std::string(tree.name(node)), Wide{1}}}};
    if (constant != nullptr && !is_constant(forms[i])) forms[i] = LinearForm{computed(constant->number), {}};
  }
  return forms.back();
}

}  // namespace quadrille::formula
