// What this build's kernel computes, in a few bytes.
#pragma once

#include <string>

namespace quadrille::integrate {

/// XXH3-128 (32 hexadecimal digits) over the bits of all estimators' results for a fixed problem that calls
/// every function: equal for builds, libraries and machines that give the same answers.
std::string kernel_digest();

}  // namespace quadrille::integrate
