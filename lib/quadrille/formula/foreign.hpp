// Words of other tools, and what to write instead: the one place for them.
#pragma once

#include <cstddef>
#include <string_view>

namespace quadrille::formula {

/// Returns what to write for a call of a function that other tools have and this language has not: "log(x)"
/// for ln, whatever the case of its letters. Empty if the name is unknown.
std::string_view foreign_function(std::string_view name);

/// Returns what to write for a word that is an operator elsewhere: "x - y*floor(x/y)" for mod.
std::string_view foreign_operator(std::string_view word);

/// Returns what to write for a function of ours that is given another number of arguments, as elsewhere:
/// "log10(x), or log(x)/log(b) to base b" for log of two. Empty where nothing is known.
std::string_view foreign_arguments(std::string_view function, std::size_t given);

/// Returns what to write after ~ for a distribution of another name: "normal(mean, sd)" for N.
std::string_view foreign_distribution(std::string_view name);

}  // namespace quadrille::formula
