// A formula as it was written: parsed, its names not yet resolved.
//
// The language, loosest binding first: `or`; `and`; `not`; comparisons < <= > >= == != that chain as in
// Python (0 < x < 1); + and -; * and /; unary minus and plus; ^ (or **), which is Python's power: it groups
// from the right and binds tighter than a sign on its left, -x^2 = -(x^2), 2^-1 = 0.5, 2^3^2 = 512. Operands
// are numbers (1, .5, 1e-3), names, the constants pi and e, functions (names.hpp), if(condition, yes, no).
//
// A truth is 1 or 0; whatever is not equal to 0 counts as true, so a NaN does, as in Python. Comparisons with
// a NaN are false, but for !=. `if` takes each value from one side only: a NaN in the other does not count.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::formula {

struct Tree;

/// Where a formula stands in a larger text, so that messages show line and column there.
struct Origin {
  std::shared_ptr<const std::string> text;  ///< the whole file
  std::size_t offset = 0;                   ///< of the formula's first byte in it
  std::string name;                         ///< of the file
};

/// A parsed formula; a value that shares its immutable tree.
class Expression {
 public:
  explicit Expression(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}
  const Tree& tree() const { return *tree_; }

 private:
  std::shared_ptr<const Tree> tree_;
};

/// Deepest nesting of parentheses, calls, signs, powers and `not`, and longest formula in bytes.
inline constexpr std::size_t deepest_nesting = 200;
inline constexpr std::size_t longest_formula = 65536;

/// Returns the formula, parsed, in time linear in its length. Throws text::InputError with the line, a caret
/// under the place and what was expected there.
Expression parse(std::string_view source, std::string_view source_name = "FORMULA");

/// Parses a part of a file: `source` are the bytes of *origin.text from origin.offset on.
Expression parse(std::string_view source, const Origin& origin);

/// Returns the formula as it was written.
std::string_view text(const Expression& expression);

/// Returns the names that a formula needs to be given, in order of first use: neither functions nor
/// constants. `variables` are names that the user has defined: they shadow both.
std::vector<std::string> free_names(const Expression& expression,
                                    std::span<const std::string> variables = {});

}  // namespace quadrille::formula
