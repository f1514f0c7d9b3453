// A fingerprint of numbers, as text.
#pragma once

#include <span>
#include <string>

namespace quadrille::text {

/// XXH3-128 of the numbers' bits, in their order, as 32 hexadecimal digits.
std::string digest_of(std::span<const double> numbers);

}  // namespace quadrille::text
