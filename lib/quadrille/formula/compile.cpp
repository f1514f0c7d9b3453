#include <algorithm>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/formula/schedule.hpp"
#include "quadrille/formula/tape.hpp"
#include "quadrille/formula/values.hpp"

namespace quadrille::formula {
namespace {

/// Calls `visit` with each operand of a step, which it may change.
void for_each_operand(Step& step, const auto& visit) {
  if (auto* call = std::get_if<Call>(&step)) {
    for (std::size_t k = 0; k < arity(call->function); ++k) visit(call->operands[k]);
  } else {
    for (auto& link : std::get<Chain>(step)) {
      if (link.from != no_slot) visit(link.from);
      std::ranges::for_each(link.operands(), visit);
    }
  }
}

Index& result_of(Step& step) {
  auto* call = std::get_if<Call>(&step);
  return call ? call->result : std::get<Chain>(step).back().to;
}

/// Chains that follow one another become one. What was just stored need not be loaded.
std::vector<Step> joined(std::vector<Step> steps) {
  std::vector<Step> result;
  for (auto& step : steps) {
    auto* chain = std::get_if<Chain>(&step);
    auto* last = result.empty() ? nullptr : std::get_if<Chain>(&result.back());
    if (chain && last) {
      if (last->back().to == chain->front().from) chain->front().from = no_slot;
      last->insert(last->end(), chain->begin(), chain->end());
    } else {
      result.push_back(std::move(step));
    }
  }
  return result;
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
    tape_.steps = joined(std::move(steps));
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
