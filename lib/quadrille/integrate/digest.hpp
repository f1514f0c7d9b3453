// What this build's kernel computes, in a few bytes.
#pragma once

#include <string>

namespace quadrille::integrate {

/// Returns XXH3-128 (32 hexadecimal digits) over the bits of all estimators' results for two fixed problems:
/// a thousand points of a formula that calls every function, and blocks with a short one at their end of a
/// simple formula. Equal for builds, libraries and machines that give the same answers.
std::string kernel_digest();

}  // namespace quadrille::integrate
