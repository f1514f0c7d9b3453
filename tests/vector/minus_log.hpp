// The logarithm of lib/quadrille/random's kernels, for blocks.
#pragma once

#include <cstddef>

namespace quadrille::vector {

/// out[i] = minus_log(x[i]) of logarithm-inl.hpp for the target in use; count is a multiple of 8.
void minus_logs(const double* x, double* out, std::size_t count);

}  // namespace quadrille::vector
