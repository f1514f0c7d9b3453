// The grammar, in PEGTL's rules. It decides at each token: what is read is never read again but for one name,
// so time is linear in the length; `Nested` bounds the depth.
#pragma once

#include <tao/pegtl.hpp>

#include "quadrille/formula/builder.hpp"

namespace quadrille::formula::grammar {

namespace p = tao::pegtl;

/// RULE one level deeper.
template <class Rule>
struct Nested {
  using rule_t = Nested;
  using subs_t = p::type_list<Rule>;

  template <p::apply_mode apply, p::rewind_mode rewind, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Builder& builder) {
    builder.enter(in.current());
    const bool matched = Control<Rule>::template match<apply, rewind, Action, Control>(in, builder);
    builder.leave();
    return matched;
  }
};

struct Blanks : p::star<p::space> {};
template <class... Rules>
struct Token : p::seq<Rules..., Blanks> {};
template <class Letters>
struct Word : Token<Letters, p::not_at<p::identifier_other>> {};
template <char... symbol>
struct Symbol : Token<p::string<symbol...>> {};

struct And : Word<TAO_PEGTL_STRING("and")> {};
struct Or : Word<TAO_PEGTL_STRING("or")> {};
struct Not : Word<TAO_PEGTL_STRING("not")> {};
struct Times : Token<p::one<'*'>, p::not_at<p::one<'*'>>> {};
struct Power : p::sor<Symbol<'^'>, Symbol<'*', '*'>> {};

/// What follows a left operand.
template <Function function, class Operator, class Right>
struct Binary : p::if_must<Operator, Right> {};
/// A link of a chain of comparisons; of `right function left` if swapped.
template <Function function, bool swapped, class Operator, class Right>
struct Link : p::if_must<Operator, Right> {};

struct Expression;

struct Exponent : p::seq<p::one<'e', 'E'>, p::opt<p::one<'+', '-'>>, p::plus<p::digit>> {};
struct Mantissa : p::sor<p::seq<p::plus<p::digit>, p::opt<p::one<'.'>, p::star<p::digit>>>,
                         p::seq<p::one<'.'>, p::plus<p::digit>>> {};
struct Number : p::seq<Mantissa, p::opt<Exponent>> {};
struct Name : p::seq<p::not_at<p::sor<And, Or, Not>>, p::identifier> {};
struct Closing : Symbol<')'> {};
struct Parenthesised : p::if_must<Symbol<'('>, Nested<Expression>, Closing> {};

struct Called : Name {};
struct CallHead : p::seq<p::at<Name, Blanks, p::one<'('>>, Called, Blanks, Symbol<'('>> {};
struct FurtherArgument : p::if_must<Symbol<','>, Nested<Expression>> {};
struct Arguments : p::sor<p::at<p::one<')'>>, p::seq<p::must<Nested<Expression>>, p::star<FurtherArgument>>> {
};
struct Call : p::if_must<CallHead, Arguments, Closing> {};
struct Variable : Name {};
struct Primary : p::sor<Parenthesised, Token<Number>, Call, Token<Variable>> {};

struct Unary;
struct Raised : p::seq<Primary, p::opt<Binary<Function::power, Power, Nested<Unary>>>> {};
struct Minus : p::if_must<Symbol<'-'>, Nested<Unary>> {};
struct Plus : p::if_must<Symbol<'+'>, Nested<Unary>> {};
struct Unary : p::sor<Minus, Plus, Raised> {};

struct Term : p::seq<Unary, p::star<p::sor<Binary<Function::multiply, Times, Unary>,
                                           Binary<Function::divide, Symbol<'/'>, Unary>>>> {};
struct Sum : p::seq<Term, p::star<p::sor<Binary<Function::add, Symbol<'+'>, Term>,
                                         Binary<Function::subtract, Symbol<'-'>, Term>>>> {};
struct Comparison : p::seq<Sum, p::star<p::sor<Link<Function::less_equal, false, Symbol<'<', '='>, Sum>,
                                               Link<Function::less, false, Symbol<'<'>, Sum>,
                                               Link<Function::less_equal, true, Symbol<'>', '='>, Sum>,
                                               Link<Function::less, true, Symbol<'>'>, Sum>,
                                               Link<Function::equal, false, Symbol<'=', '='>, Sum>,
                                               Link<Function::not_equal, false, Symbol<'!', '='>, Sum>>>> {};

struct Negation;
struct Negated : p::if_must<Not, Nested<Negation>> {};
struct Negation : p::sor<Negated, Comparison> {};
struct Conjunction : p::seq<Negation, p::star<Binary<Function::logical_and, And, Negation>>> {};
struct Expression : p::seq<Conjunction, p::star<Binary<Function::logical_or, Or, Conjunction>>> {};

struct End : p::eof {};
struct Formula : p::seq<Blanks, p::must<Expression>, p::must<End>> {};

}  // namespace quadrille::formula::grammar
