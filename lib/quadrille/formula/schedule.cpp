#include "quadrille/formula/schedule.hpp"

#include <algorithm>
#include <span>

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

class Scheduler {
 public:
  explicit Scheduler(const Values& values)
      : values_(values), users_(count_users(values)), is_part_(values.values.size(), false) {
    for (std::size_t i = 0; i < users_.size(); ++i) {
      if (const auto* call = call_of(i); call && users_[i] != 0) choose_part(*call);
    }
  }

  std::vector<Step> schedule() {
    for (std::size_t i = 0; i < users_.size(); ++i) {
      const auto* call = call_of(i);
      if (call && users_[i] != 0 && !is_part_[i]) add(*call, static_cast<Index>(i));
    }
    if (steps_.empty()) steps_.push_back(Call{Function::identity, {values_.root(), 0, 0}, values_.root()});
    return std::move(steps_);
  }

 private:
  const CallValue* call_of(std::size_t value) const { return std::get_if<CallValue>(&values_.values[value]); }
  const double* number_of(Index value) const {
    const auto* constant = std::get_if<ConstantValue>(&values_.values[value]);
    return constant ? &constant->number : nullptr;
  }

  /// A product that nothing else needs, of what is in slots anyway.
  bool may_be_part(Index value) const {
    const auto* call = call_of(value);
    if (!call || call->function != Function::multiply || users_[value] != 1) return false;
    return std::ranges::none_of(operands_of(*call),
                                [&](Index operand) { return call_of(operand) && users_[operand] == 1; });
  }
  /// Makes one operand of a sum a part of its link, if it can be.
  void choose_part(const CallValue& call) {
    if (call.function != Function::add && call.function != Function::subtract) return;
    const auto [left, right, unused] = call.operands;
    if (left == right || number_of(left) || number_of(right)) return;
    if (may_be_part(right)) {
      is_part_[right] = true;
    } else if (may_be_part(left)) {
      is_part_[left] = true;
    }
  }

  /// A call that is the only user of the value before it goes on with that value's chain.
  void add(const CallValue& call, Index result) {
    const auto operands = operands_of(call);
    const auto [a, b, c] = call.operands;
    if (!is_link(call.function) || (operands.size() == 3 && (a == b || b == c || c == a))) {
      steps_.push_back(Call{call.function, call.operands, result});
      return;
    }
    auto* chain = steps_.empty() ? nullptr : std::get_if<Chain>(&steps_.back());
    const Index last = chain ? chain->back().to : no_slot;
    if (chain && users_[last] == 1 && std::ranges::count(operands, last) != 0) {
      chain->back().to = no_slot;
      chain->push_back(link_of(call, last));
    } else {
      const Index start = *std::ranges::find_if(
          operands, [&](Index operand) { return !number_of(operand) && !is_part_[operand]; });
      chain = &std::get<Chain>(steps_.emplace_back(Chain{link_of(call, start)}));
      chain->back().from = start;
    }
    chain->back().to = result;
  }

  /// The link that computes `call` from the accumulator `from` and the other operands.
  Link link_of(const CallValue& call, Index from) const {
    const auto operands = operands_of(call);
    if (std::ranges::count(operands, from) == std::ssize(operands)) {
      return {{call.function, Role::all, Others::slots}};
    }
    const auto role = static_cast<Role>(std::ranges::find(operands, from) - operands.begin());
    std::array<Index, 2> others{};
    std::ranges::remove_copy(operands, others.begin(), from);
    const auto link = [&](Others kind, std::array<Index, 2> slots, double number = 0) {
      return Link{{call.function, role, kind}, slots, number};
    };
    if (const double* number = number_of(others[0]); number && operands.size() == 2) {
      return link(Others::number, {}, *number);
    }
    if (!is_part_[others[0]]) return link(Others::slots, others);

    const auto [left, right, unused] = call_of(others[0])->operands;
    if (const double* factor = number_of(left)) return link(Others::scaled, {right}, *factor);
    if (const double* factor = number_of(right)) return link(Others::scaled, {left}, *factor);
    return link(left == right ? Others::square : Others::product, {left, right});
  }

  const Values& values_;
  std::vector<unsigned> users_;
  std::vector<bool> is_part_;  // of the link of its only user
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> schedule(const Values& values) { return Scheduler(values).schedule(); }

}  // namespace quadrille::formula
