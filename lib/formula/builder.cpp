#include "formula/builder.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "text/nearest.hpp"
#include "text/quote.hpp"

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
  if (!function) {
    const auto hint = text::suggestion(name, function_names());
    fail(text::quoted(name) + " is not a function" +
             (hint.empty() ? "; write " + text::printable(name) + "*(..) for a product" : hint),
         offset, name.size());
  }
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
    fail(name + " is given " + std::to_string(given) + (given == 1 ? " argument" : " arguments") +
             "; write " + std::string(call.function->usage),
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

void Builder::fail_operand(const char* at) const {
  const auto offset = offset_of(at);
  const std::string wanted = "a number, a name or '('";
  if (source().find_first_not_of(" \t\r\n\v\f") == std::string_view::npos) {
    fail("the formula is empty; write one such as 1/(1+x^2)", offset);
  }
  if (offset == source().size()) fail("the formula ends where " + wanted + " is expected", offset);
  const auto rest = source().substr(offset);
  if (rest.starts_with('!')) fail("expected " + wanted + "; write 'not' for '!'", offset);
  for (const std::string_view word : {"and", "or", "not"}) {
    if (rest.starts_with(word)) {
      fail("expected " + wanted + "; write parentheses around '" + std::string(word) + " ..'", offset,
           word.size());
    }
  }
  fail("expected " + wanted, offset);
}

void Builder::fail_operator(const char* at) const {
  const auto offset = offset_of(at);
  if (offset == source().size()) fail("a '(' is not closed; write ')'", offset);
  const char next = source()[offset];
  const auto is_operand = [](char c) {
    return c == '(' || c == '.' || is_digit(c) || is_valid_name({&c, 1});
  };
  if (is_operand(next)) fail("expected an operator; write * for a product", offset);
  switch (next) {
    case ')':
      fail("this ')' closes nothing", offset);
    case ',':
      fail("a comma stands between arguments only; write 1.5 for a decimal", offset);
    case '=':
      fail("'=' is not a comparison; write ==", offset);
    case '&':
      fail("expected an operator; write 'and'", offset);
    case '|':
      fail("expected an operator; write 'or'", offset);
    default:
      break;
  }
  const auto length = std::max<std::size_t>(1, text::printable_length(source(), offset));
  fail(text::quoted(source().substr(offset, length)) + " is not an operator", offset, length);
}

}  // namespace quadrille::formula
