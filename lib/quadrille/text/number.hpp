// Numbers to and from text, exactly and the same in every locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quadrille::text {

/// The largest count a user may write, 2^53: up to it every whole number is a double.
inline constexpr std::uint64_t largest_count = std::uint64_t{1} << 53;

/// Returns the shortest text that reads back as x, to the bit; whole numbers below 1e15 without an exponent.
/// "nan", "inf" and "-inf" for what is not finite; -0 is "-0".
std::string shortest(double x);

/// Returns a part of a whole for people, to three digits: "4.12 %" for 0.0412.
std::string percent(double part);

/// Returns a finite decimal number: `-1`, `.5`, `1e-3`. The whole text must be one. `where` names its place
/// in messages, such as "--exact". Throws InputError, also for what is beyond the range of a double.
double parse_real(std::string_view text, std::string_view where);

/// Returns a whole number from 0 to largest_count: `1000`, `1e6`, `2.5e3`. Decimal arithmetic: no rounding on
/// the way. Throws InputError for a sign, a fraction and everything else.
std::uint64_t parse_count(std::string_view text, std::string_view where);

/// Returns the counts between commas, at least one: `1,2,8`. Throws InputError for any other text.
std::vector<std::uint64_t> parse_counts(std::string_view text, std::string_view where);

/// Returns a seed: a whole number from 0 to 2^53 - 1, written as a count is. Throws InputError.
std::uint64_t parse_seed(std::string_view text, std::string_view where);

}  // namespace quadrille::text
