// A rank of a launcher is one MPI program: a second one after it cannot start MPI.
#pragma once

#include <string>

namespace quadrille::system {

/// Returns why this program cannot be the rank that its launcher says it is: another program of ours was or
/// is it, as the second is in `mpirun sh -c './integrate; ./simulate'`. Else claims the rank and returns "".
/// To be called before MPI is initialised. Finds nothing where the launcher has no folder for marks.
std::string claim_rank();

/// Returns whether this process is the first of its launch on this host to ask: it speaks for all.
bool is_first_to_say();

}  // namespace quadrille::system
