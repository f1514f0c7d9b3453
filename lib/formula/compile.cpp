#include <algorithm>

#include "formula/evaluator.hpp"
#include "formula/tape.hpp"
#include "formula/values.hpp"

namespace quadrille::formula {
namespace {

std::span<const Index> operands_of(const CallValue& call) {
  return {call.operands.data(), arity(call.function)};
}

/// How many calls use each value; none does if the root does not need it. The root counts as used once.
std::vector<unsigned> count_users(const Values& values) {
  std::vector<unsigned> users(values.values.size(), 0);
  users[values.root()] = 1;
  for (std::size_t i = values.values.size(); i-- > 0;) {
    const auto* call = std::get_if<CallValue>(&values.values[i]);
    if (!call || users[i] == 0) continue;
    const auto operands = operands_of(*call);
    for (std::size_t k = 0; k < operands.size(); ++k) {
      const bool repeated = std::ranges::find(operands.first(k), operands[k]) != operands.begin() + k;
      if (!repeated) ++users[operands[k]];
    }
  }
  return users;
}

/// The link that computes `call` from the accumulator `from` and one other operand.
Link link_of(const CallValue& call, Index from) {
  const auto [left, right, unused] = call.operands;
  if (arity(call.function) == 1 || left == right) return {call.function, Side::all};
  return left == from ? Link{call.function, Side::left, right} : Link{call.function, Side::right, left};
}

/// The calls in order as steps whose slots are the values' numbers. A call that is the only user of the value
/// before it goes on with that value's chain.
std::vector<Step> schedule(const Values& values) {
  const auto users = count_users(values);
  std::vector<Step> steps;
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    const auto* call = std::get_if<CallValue>(&values.values[i]);
    if (!call || users[i] == 0) continue;
    const auto result = static_cast<Index>(i);
    if (!is_link(call->function)) {
      steps.push_back(Call{call->function, call->operands, result});
      continue;
    }
    auto* open = steps.empty() ? nullptr : std::get_if<Chain>(&steps.back());
    if (open && users[open->result] == 1 && std::ranges::count(operands_of(*call), open->result) != 0) {
      open->links.push_back(link_of(*call, open->result));
      open->result = result;
    } else {
      const Index start = call->operands[0];
      steps.push_back(Chain{start, {link_of(*call, start)}, result});
    }
  }
  if (steps.empty()) steps.push_back(Call{Function::identity, {values.root(), 0, 0}, values.root()});
  return steps;
}

/// Calls `visit` with each operand of a step, which it may change.
void for_each_operand(Step& step, const auto& visit) {
  if (auto* call = std::get_if<Call>(&step)) {
    for (std::size_t k = 0; k < arity(call->function); ++k) visit(call->operands[k]);
  } else {
    auto& chain = std::get<Chain>(step);
    visit(chain.start);
    for (auto& link : chain.links) {
      if (link.side != Side::all) visit(link.slot);
    }
  }
}

Index& result_of(Step& step) {
  return std::visit([](auto& some) -> Index& { return some.result; }, step);
}

/// Gives the values slots; a register is free again after the last step that reads it.
class Allocator {
 public:
  explicit Allocator(const Values& values)
      : values_(values), slot_(values.values.size(), none), last_use_(slot_) {}

  Tape allocate(std::vector<Step> steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for_each_operand(steps[i], [&](Index value) { last_use_[value] = static_cast<Index>(i); });
      for_each_operand(steps[i], [&](Index value) { place_leaf(value); });
    }
    number_constants();
    for (std::size_t i = 0; i < steps.size(); ++i) {
      place_operands(steps[i], static_cast<Index>(i));
      if (i + 1 < steps.size()) place_result(steps[i]);
    }
    result_of(steps.back()) = static_cast<Index>(tape_.output());
    tape_.steps = std::move(steps);
    return std::move(tape_);
  }

 private:
  static constexpr Index none = ~Index{0};

  void place_leaf(Index value) {
    if (slot_[value] != none) return;
    if (const auto* input = std::get_if<InputValue>(&values_.values[value])) {
      slot_[value] = static_cast<Index>(tape_.used.size());
      tape_.used.push_back(input->input);
    } else if (const auto* constant = std::get_if<ConstantValue>(&values_.values[value])) {
      slot_[value] = static_cast<Index>(tape_.constants.size());
      tape_.constants.push_back(constant->number);
    }
  }
  /// The constants' slots follow the inputs', whose number is known now.
  void number_constants() {
    for (std::size_t i = 0; i < slot_.size(); ++i) {
      const bool is_constant = std::holds_alternative<ConstantValue>(values_.values[i]);
      if (is_constant && slot_[i] != none) slot_[i] += static_cast<Index>(tape_.used.size());
    }
  }
  void place_operands(Step& step, Index now) {
    std::vector<Index> read;
    for_each_operand(step, [&](Index& operand) {
      read.push_back(operand);
      operand = slot_[operand];
    });
    std::ranges::sort(read);
    read.erase(std::unique(read.begin(), read.end()), read.end());
    for (const Index value : read) {
      const bool is_register = std::holds_alternative<CallValue>(values_.values[value]);
      if (is_register && last_use_[value] == now) free_.push_back(slot_[value]);
    }
  }
  void place_result(Step& step) {
    Index& result = result_of(step);
    if (free_.empty()) free_.push_back(static_cast<Index>(tape_.first_register() + tape_.registers++));
    slot_[result] = free_.back();
    free_.pop_back();
    result = slot_[result];
  }

  const Values& values_;
  std::vector<Index> slot_;
  std::vector<Index> last_use_;
  std::vector<Index> free_;
  Tape tape_;
};

}  // namespace

Program compile(const Expression& expression, std::span<const std::string> inputs) {
  const Values values = resolve(expression.tree(), inputs);
  Tape tape = Allocator(values).allocate(schedule(values));
  tape.given = inputs.size();
  return Program(std::make_shared<const Tape>(std::move(tape)));
}

}  // namespace quadrille::formula
