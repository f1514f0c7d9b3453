#include "quadrille/formula/values.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "quadrille/formula/names.hpp"
#include "quadrille/text/nearest.hpp"
#include "quadrille/text/place.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::formula {
namespace {

constexpr double largest_multiplied_power = 8;

/// Adds values; an equal one is not added again.
class Pool {
 public:
  Index input(Index input) { return add({0, input, {}}, InputValue{input}); }
  Index constant(double number) {
    return add({1, std::bit_cast<std::uint64_t>(number), {}}, ConstantValue{number});
  }
  Index call(Function function, std::array<Index, 3> operands);

  std::vector<Value> take() && { return std::move(values_); }

 private:
  using Key = std::tuple<int, std::uint64_t, std::array<Index, 3>>;

  Index add(const Key& key, const Value& value) {
    const auto [at, added] = known_.try_emplace(key, static_cast<Index>(values_.size()));
    if (added) values_.push_back(value);
    return at->second;
  }
  const double* number(Index value) const {
    const auto* constant = std::get_if<ConstantValue>(&values_[value]);
    return constant ? &constant->number : nullptr;
  }
  Index power(Index base, Index exponent);
  Index multiplied(Index base, int times);

  std::vector<Value> values_;
  std::map<Key, Index> known_;
};

Index Pool::call(Function function, std::array<Index, 3> operands) {
  std::array<double, 3> x{};
  bool constant_operands = true;
  for (std::size_t i = 0; i < arity(function); ++i) {
    const double* known = number(operands[i]);
    constant_operands = constant_operands && known;
    if (known) x[i] = *known;
  }
  if (function == Function::power && number(operands[1])) return power(operands[0], operands[1]);
  if (function == Function::select && number(operands[0])) return operands[x[0] != 0 ? 1 : 2];
  if (constant_operands) return constant(vector::apply(function, x[0], x[1], x[2]));
  return add({2, static_cast<std::uint64_t>(function), operands}, CallValue{function, operands});
}

/// Also for a constant base, so that (2)^3 and x^3 at 2 are equal to the bit.
Index Pool::power(Index base, Index exponent) {
  const double n = *number(exponent);
  if (n == 0) return constant(1);
  if (n == -1) return call(Function::divide, {constant(1), base, 0});
  if (n == 0.5) return call(Function::power_half, {base, 0, 0});
  if (n >= 1 && n <= largest_multiplied_power && n == static_cast<int>(n)) {
    return multiplied(base, static_cast<int>(n));
  }
  if (const double* x = number(base)) return constant(vector::apply(Function::power, *x, n));
  return add({2, static_cast<std::uint64_t>(Function::power), {base, exponent, 0}},
             CallValue{Function::power, {base, exponent, 0}});
}

Index Pool::multiplied(Index base, int times) {
  if (times == 1) return base;
  const bool odd = times % 2 != 0;
  const Index left = multiplied(base, odd ? times - 1 : times / 2);
  return call(Function::multiply, {left, odd ? base : left, 0});
}

}  // namespace

double resolve_constant(const Tree& tree, const Node& node, std::span<const std::string> variables) {
  const auto name = tree.name(node);
  if (const auto number = constant_value(name)) return *number;
  const auto place = tree.place(node.offset, node.length);
  if (const auto* function = find_function(name)) {
    throw text::error_at(text::quoted(name) + " is a function; write " + std::string(function->usage), place);
  }
  std::string hint = text::suggestion(name, variables);
  if (const std::string meant = hint_of_constant(name); hint.empty() && !meant.empty()) hint = "; " + meant;
  if (hint.empty() && variables.empty()) hint = "; there are no variables here, write numbers";
  if (hint.empty()) {
    hint = "; the variables are ";
    for (std::size_t i = 0; i < std::min<std::size_t>(variables.size(), 10); ++i) {
      hint += (i == 0 ? "" : ", ") + variables[i];
    }
    if (variables.size() > 10) hint += ", ..";
  }
  throw text::error_at(text::quoted(name) + " is not defined" + hint, place);
}

Values resolve(const Tree& tree, std::span<const std::string> inputs) {
  std::unordered_map<std::string_view, Index> input_of;
  for (std::size_t i = 0; i < inputs.size(); ++i) input_of.emplace(inputs[i], static_cast<Index>(i));

  Pool pool;
  std::vector<Index> of_node(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.kind == Node::Kind::number) {
      of_node[i] = pool.constant(node.number);
    } else if (node.kind == Node::Kind::name) {
      const auto found = input_of.find(tree.name(node));
      of_node[i] = found != input_of.end() ? pool.input(found->second)
                                           : pool.constant(resolve_constant(tree, node, inputs));
    } else {
      std::array<Index, 3> operands{};
      for (std::size_t k = 0; k < arity(node.function); ++k) operands[k] = of_node[node.operands[k]];
      of_node[i] = pool.call(node.function, operands);
    }
  }
  return {std::move(pool).take(), std::move(of_node)};
}

}  // namespace quadrille::formula
