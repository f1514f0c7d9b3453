// Every operator new of a program that is linked with counting_new.cpp counts.
#pragma once

#include <cstddef>

namespace quadrille {

/// How often memory was allocated so far.
std::size_t allocations();

}  // namespace quadrille
