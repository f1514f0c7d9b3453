// Builds the tree while the parser recognises the formula.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/formula/complaint.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/formula/tree.hpp"

namespace quadrille::formula {

/// A stack machine: operands are pushed as they are read, operators and calls take theirs from its top.
/// Offsets are in the formula. Every function may throw text::InputError.
class Builder {
 public:
  explicit Builder(Tree tree) : tree_(std::move(tree)) {}

  std::string_view source() const { return tree_.source(); }
  std::size_t offset_of(const char* at) const { return static_cast<std::size_t>(at - source().data()); }

  void number(std::string_view digits);
  void name(std::string_view name);
  /// Takes the arguments of an operator or a function of fixed arity from the stack, and pushes its call.
  void call(Function function);
  /// Pushes `left function right` as a link of a chain: in a < b < c the second link means (a < b) and (b <
  /// c). If `swapped` it is `right function left`.
  void compare(Function function, bool swapped);
  /// Ends a chain after its last link, so that (a < b) < c is none.
  void end_comparison() { stack_.back().compared = false; }

  void begin_call(std::string_view name);
  void end_call();

  void enter(const char* at);
  void leave() { --depth_; }

  /// Throws text::InputError for what stands at `at`, where an operand should.
  [[noreturn]] void fail_operand(const char* at) const;
  /// Throws text::InputError for what stands where an operator, a closing parenthesis or the end should.
  [[noreturn]] void fail_operator(const char* at) const;

  Tree finish() && { return std::move(tree_); }

 private:
  struct Operand {
    Index node;
    bool compared = false;  // a chain of comparisons, of which `last` is the last operand
    Index last = 0;
  };
  struct Call {
    const NamedFunction* function;
    std::size_t offset;
    std::size_t below;  // operands on the stack before its arguments
  };

  Index add(const Node& node);
  Index pop();
  [[noreturn]] void fail(const std::string& message, std::size_t offset, std::size_t length = 1) const;
  [[noreturn]] void fail(const Complaint& complaint) const;

  Tree tree_;
  std::vector<Operand> stack_;
  std::vector<Call> calls_;
  std::size_t depth_ = 0;
};

}  // namespace quadrille::formula
