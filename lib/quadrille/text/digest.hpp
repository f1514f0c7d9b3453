// A fingerprint of numbers or of a text, as text.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace quadrille::text {

/// Returns XXH3-128 of the numbers' bits, in their order, as 32 hexadecimal digits.
std::string digest_of(std::span<const double> numbers);

/// Returns XXH3-128 of the text's bytes, as 32 hexadecimal digits.
std::string digest_of(std::string_view text);

}  // namespace quadrille::text
