// What this build's kernel computes, in a few bytes.
#pragma once

#include <string>

namespace quadrille::simulate {

/// Returns XXH3-128 (32 hexadecimal digits) over the bits of the summaries of a fixed model, of a full block
/// and of a short one: equal for builds, libraries and machines that give the same answers.
std::string kernel_digest();

}  // namespace quadrille::simulate
