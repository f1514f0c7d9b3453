// Lists of sample sizes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quadrille::integrate {

/// As many sizes as one run may have.
inline constexpr std::uint64_t most_sizes = 10'000'000;

/// Every size 0 .. count - 1, as the lecture has it. Throws text::InputError for more than most_sizes, and
/// says what was probably meant.
std::vector<std::uint64_t> every_size(std::uint64_t count, std::string_view where);

/// Sizes from text: a comma-separated list of
///     1e9             one size
///     0:1000:50       0, 50, .., 1000: every fiftieth, the end included if it is met
///     100:1e6:log20   twenty sizes from 100 to 1e6, evenly spaced in the logarithm, rounded
/// in ascending order, each once. Throws text::InputError.
std::vector<std::uint64_t> parse_sizes(std::string_view text, std::string_view where);

}  // namespace quadrille::integrate
