// Formulas compiled to a tape of block operations, and their evaluation over blocks of points.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quadrille/formula/expression.hpp"

namespace quadrille::formula {

struct Tape;

/// A compiled formula; a value that shares its immutable tape.
class Program {
 public:
  explicit Program(std::shared_ptr<const Tape> tape) : tape_(std::move(tape)) {}
  const Tape& tape() const { return *tape_; }

 private:
  std::shared_ptr<const Tape> tape_;
};

/// Resolves the names: `inputs` are the variables in the order in which values will be given; they shadow
/// constants. Throws text::InputError, with a caret under it, for a name that is neither.
///
/// Constant parts are computed once, equal parts are computed once. x^2 .. x^8 multiply (at most n - 1
/// roundings instead of a power's one), x^1 is x, x^0 is 1, x^-1 is 1/x and x^0.5 a square root (+0 for -0
/// and +inf for -inf, as IEEE 754 has it for powers).
Program compile(const Expression& expression, std::span<const std::string> inputs);

/// Returns about how many nanoseconds a point takes; the same on every machine, whatever it takes there.
double cost_of(const Program& program);

/// Evaluates a program; holds the scratch memory, so one evaluator serves one thread at a time. Each value
/// depends on its own point alone: bits depend neither on the length of a block nor on the target.
/// (A NaN is a NaN: its sign and payload are not specified.)
class Evaluator {
 public:
  explicit Evaluator(Program program);
  Evaluator(const Evaluator&) = delete;  // the slots point into the scratch memory
  Evaluator& operator=(const Evaluator&) = delete;
  Evaluator(Evaluator&&) = default;
  Evaluator& operator=(Evaluator&&) = default;

  /// Computes out[i] = f(inputs[0][i], inputs[1][i], ..). Requires one pointer for each input of compile(),
  /// each to out.size() values. `out` may be one of the inputs. Allocates nothing.
  void operator()(std::span<const double* const> inputs, std::span<double> out);

  /// Returns f at one point, which has one coordinate for each input.
  double operator()(std::span<const double> point);

 private:
  void check(std::size_t given) const;
  void run(double* out, std::size_t count);
  void run_padded(const auto& values, std::span<double> out);

  Program program_;
  struct alignas(64) Line {  // of cache
    double lane[8];
  };
  std::vector<Line> scratch_;  // a chunk for each constant and register; eight lanes for inputs and output
  std::vector<const double*> slot_;
  std::vector<double*> target_;  // of registers and output, by slot
  std::size_t chunk_;
  double* padding_;
};

/// Returns the value of a formula without variables: `pi/2`, `-1`, `1e6`. Throws text::InputError, naming
/// `where` (the option, say), also when the value is not a number.
double constant(std::string_view text, std::string_view where);

}  // namespace quadrille::formula
