// The model of a simulation: random variables, and formulas of them.
//
//     # comments, blank lines
//     a ~ normal(15, 2)         mean and standard deviation
//     b ~ uniform(0, a)         low and high: numbers, or formulas of earlier names
//     c ~ exponential(2)        its mean (NumPy's scale, one over R's rate)
//     y = a + 2*b^2 - c         see formula/expression.hpp
//
// A line draws (~) or computes (=) one variable. Names are used in lines after their definition, and are
// defined once. A variable may be called like a constant, which it then hides, or like a function or a
// distribution, which are told from it by the parenthesis behind them. Keywords are reserved.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/formula/expression.hpp"
#include "quadrille/simulate/distribution.hpp"

namespace quadrille::simulate {

/// A formula of earlier variables: what is computed, or a parameter of a distribution.
struct Term {
  formula::Expression expression;
  formula::Program program;
  std::vector<std::size_t> inputs;  ///< the program's inputs: indices of variables in the model
  std::optional<double> constant;   ///< its value, where that is the same for all draws
};

struct Variable {
  std::string name;
  const Distribution* distribution = nullptr;  ///< nullptr: it is computed
  std::vector<Term> terms;                     ///< the distribution's parameters in order, or the one formula
};

struct Model {
  std::shared_ptr<const std::string> text;  ///< as it was written
  std::string source;                       ///< what the text is called in messages: a file's name
  std::vector<Variable> variables;          ///< in the order of their definition; at least one

  std::vector<std::string> names() const;
};

/// Largest model file, in bytes, and most variables of a model: each needs memory of its own on each rank.
inline constexpr std::size_t longest_model = std::size_t{1} << 20U;
inline constexpr std::size_t most_variables = 1000;

/// Returns what the model says, a variable a line, without its comments and blanks: equal for models that
/// were parsed alike.
std::string canonical(const Model& model);

/// Returns the model that a text describes. A lone carriage return ends a line, as a newline does. Throws
/// text::InputError with file, line, column and a caret under what is wrong.
Model parse_model(std::string text, std::string source);

/// Returns the text of a model file. Throws text::InputError if there is none, or too much of it.
std::string read_model(const std::string& path);

/// Returns whether the file is a pipe, a terminal or their like: it can be read once, by one process.
bool is_stream(const std::string& path);

/// The built-in model, which runs when the user names none, and what it is called.
std::string lecture_model();
inline constexpr std::string_view lecture_source = "the built-in model";
/// The name of a model that came through standard input.
inline constexpr std::string_view standard_input = "standard input";

}  // namespace quadrille::simulate
