#include <string>

#include "quadrille/formula/builder.hpp"
#include "quadrille/formula/grammar.hpp"
#include "quadrille/text/character.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/place.hpp"

namespace quadrille::formula {
namespace grammar {

template <class Rule>
struct Action : p::nothing<Rule> {};

/// The text that a rule has matched.
template <class Input>
std::string_view matched(const Input& in) {
  return {in.begin(), in.size()};
}

template <>
struct Action<Number> {
  static void apply(const auto& in, Builder& builder) { builder.number(matched(in)); }
};
template <>
struct Action<Variable> {
  static void apply(const auto& in, Builder& builder) { builder.name(matched(in)); }
};
template <>
struct Action<Called> {
  static void apply(const auto& in, Builder& builder) { builder.begin_call(matched(in)); }
};
template <>
struct Action<Call> {
  static void apply0(Builder& builder) { builder.end_call(); }
};
template <>
struct Action<Minus> {
  static void apply0(Builder& builder) { builder.call(Function::negate); }
};
template <>
struct Action<Negated> {
  static void apply0(Builder& builder) { builder.call(Function::logical_not); }
};
template <Function function, class Operator, class Right>
struct Action<Binary<function, Operator, Right>> {
  static void apply0(Builder& builder) { builder.call(function); }
};
template <Function function, bool swapped, class Operator, class Right>
struct Action<Link<function, swapped, Operator, Right>> {
  static void apply0(Builder& builder) { builder.compare(function, swapped); }
};
template <>
struct Action<Comparison> {
  static void apply0(Builder& builder) { builder.end_comparison(); }
};

/// Where a rule that must match does not. All of them begin with an operand, except these two.
template <class Rule>
struct Control : p::normal<Rule> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    builder.fail_operand(in.current());
  }
};
template <>
struct Control<Closing> : p::normal<Closing> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    builder.fail_operator(in.current());
  }
};
template <>
struct Control<End> : p::normal<End> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    builder.fail_operator(in.current());
  }
};

}  // namespace grammar

Expression parse(std::string_view source, const Origin& origin) {
  Tree tree{origin, source.size(), {}};
  if (source.size() > longest_formula) {
    throw text::InputError(origin.name + ": the formula has " + std::to_string(source.size()) +
                           " bytes, more than the " + std::to_string(longest_formula) +
                           " that are allowed; split it");
  }
  if (const auto at = text::find_foreign(tree.source()))
    throw text::error_at(text::foreign_message(tree.source(), *at),
                         tree.place(*at, text::foreign_length(tree.source(), *at)));
  Builder builder(std::move(tree));
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> input(
      builder.source().data(), builder.source().data() + builder.source().size(), origin.name);
  tao::pegtl::parse<grammar::Formula, grammar::Action, grammar::Control>(input, builder);
  return Expression(std::make_shared<const Tree>(std::move(builder).finish()));
}

Expression parse(std::string_view source, std::string_view source_name) {
  return parse(source, Origin{std::make_shared<const std::string>(source), 0, std::string(source_name)});
}

}  // namespace quadrille::formula
