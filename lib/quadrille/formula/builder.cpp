#include "quadrille/formula/builder.hpp"

#include <charconv>
#include <system_error>

#include "quadrille/formula/foreign.hpp"
#include "quadrille/text/place.hpp"

namespace quadrille::formula {

void Builder::fail(const std::string& message, std::size_t offset, std::size_t length) const {
  throw text::error_at(message, tree_.place(offset, length));
}

Index Builder::add(const Node& node) {
  tree_.nodes.push_back(node);
  return static_cast<Index>(tree_.nodes.size() - 1);
}

Index Builder::pop() {
  const Index top = stack_.back().node;
  stack_.pop_back();
  return top;
}

void Builder::number(std::string_view digits) {
  Node node;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), node.number);
  if (result.ec != std::errc{}) {
    fail("this number is beyond the range of a double; write one from 1e-307 to 1e308",
         offset_of(digits.data()), digits.size());
  }
  stack_.push_back({add(node)});
}

void Builder::name(std::string_view name) {
  if (name == "if") fail("'if' is a function; write if(condition, yes, no)", offset_of(name.data()), 2);
  Node node;
  node.kind = Node::Kind::name;
  node.offset = offset_of(name.data());
  node.length = name.size();
  stack_.push_back({add(node)});
}

void Builder::call(Function function) {
  Node node;
  node.kind = Node::Kind::call;
  node.function = function;
  for (std::size_t i = arity(function); i-- > 0;) node.operands[i] = pop();
  stack_.push_back({add(node)});
}

void Builder::compare(Function function, bool swapped) {
  const Index right = pop();
  const Operand left = stack_.back();
  stack_.pop_back();
  const Index middle = left.compared ? left.last : left.node;

  Node node;
  node.kind = Node::Kind::call;
  node.function = function;
  node.operands = {swapped ? right : middle, swapped ? middle : right, 0};
  Index value = add(node);
  if (left.compared) {
    node.function = Function::logical_and;
    node.operands = {left.node, value, 0};
    value = add(node);
  }
  stack_.push_back({value, true, right});
}

void Builder::begin_call(std::string_view name) {
  const auto offset = offset_of(name.data());
  const auto* function = find_function(name);
  if (!function) fail(no_function(source(), name, offset));
  calls_.push_back({function, offset, stack_.size()});
}

void Builder::end_call() {
  const Call call = calls_.back();
  calls_.pop_back();
  const auto given = stack_.size() - call.below;
  const auto function = call.function->function;
  const bool any_number = function == Function::min || function == Function::max;
  if (any_number ? given < 2 : given != arity(function)) {
    const std::string name(call.function->name);
    const auto ours = foreign_arguments(name, given);
    fail(name + " is given " + std::to_string(given) + (given == 1 ? " argument" : " arguments") +
             "; write " + std::string(ours.empty() ? call.function->usage : ours) +
             decimal_hint(source(), call.offset),
         call.offset, name.size());
  }
  if (!any_number) return this->call(function);
  // From the left: min(min(a, b), c).
  Index value = stack_[call.below].node;
  for (std::size_t i = 1; i < given; ++i) {
    Node node;
    node.kind = Node::Kind::call;
    node.function = function;
    node.operands = {value, stack_[call.below + i].node, 0};
    value = add(node);
  }
  stack_.resize(call.below);
  stack_.push_back({value});
}

void Builder::enter(const char* at) {
  if (++depth_ > deepest_nesting) {
    fail("nested more than " + std::to_string(deepest_nesting) + " deep; split the formula", offset_of(at));
  }
}

void Builder::fail(const Complaint& complaint) const {
  fail(complaint.message, complaint.offset, complaint.length);
}

void Builder::fail_operand(const char* at) const { fail(no_operand(source(), offset_of(at))); }

void Builder::fail_operator(const char* at) const {
  fail(no_operator(source(), offset_of(at), calls_.empty() ? "" : calls_.back().function->name));
}

}  // namespace quadrille::formula
